#!/usr/bin/env bash
# Installs BanGUI as a systemd service, or a newer one over an older one: data and settings stay.
#   PREFIX=/opt/bangui DESTDIR= scripts/install.sh
# The npm packages and the interface must be there (make install sees to it). With DESTDIR only files are placed.
set -euo pipefail
cd -P "$(dirname "$0")/.."

prefix=${PREFIX:-/opt/bangui}
prefix=${prefix%/}
root=${DESTDIR:-}
target=$root$prefix

fail() {
  echo "$1" >&2
  exit 1
}

# As a whole, so that it must be BanGUI's program, and not its sources.
is_replaceable() {
  [ -z "$(ls -A "$target" 2>/dev/null)" ] || { [ -x "$target/backend/bangui" ] && [ ! -e "$target/Makefile" ]; }
}

assert_can_install() {
  [[ $prefix =~ ^/[A-Za-z0-9._/-]+$ ]] || fail "PREFIX must be an absolute path of letters, digits and . _ - /, not \"$prefix\"."
  [ -n "$root" ] || [ "$(id -u)" -eq 0 ] || fail "A service is installed by root: sudo make install"
  [[ ! $prefix/ =~ ^/(home|root|run|tmp|var/tmp)/ ]] || fail "The service could not see $prefix. Give it a folder such as PREFIX=/opt/bangui"
  is_replaceable ||
    fail "$target holds other things than BanGUI's program. Give it a folder of its own, such as PREFIX=/opt/bangui"
}

# What runs: the backend without its tests, the built interface, the packages they need, and the pinned Node.
program_files() {
  printf '%s\n' LICENSE package.json backend/{bangui,package.json} frontend/dist deploy/systemd/fail2ban-access
  printf '%s\n' node_modules/{.bin/node,node/bin/node}
  find backend/src -type f ! -name '*.test.ts' ! -name '*.fuzz.ts' ! -name 'test-*.ts'
  # npm names the packages by their full paths.
  npm ls --all --parseable --omit=dev --workspace backend | sed -n "s|^$PWD/\(.*node_modules/\)|\1|p"
}

# The old program works until the new one is complete.
place_program() {
  rm -rf "$target.new" "$target.old"
  mkdir -p "$target.new"
  program_files |
    tar --create --owner=0 --group=0 --mode=u=rwX,go=rX --files-from=- |
    tar --extract --directory="$target.new"
  [ ! -e "$target" ] || mv "$target" "$target.old"
  mv "$target.new" "$target"
  rm -rf "$target.old"
}

# place NAME PLACE
place() {
  sed "s|/opt/bangui|$prefix|g" "deploy/systemd/$1" | install -D -m 644 /dev/stdin "$root$2"
}

place_service() {
  place bangui.service /etc/systemd/system/bangui.service
  place fail2ban.service.d/bangui.conf /etc/systemd/system/fail2ban.service.d/bangui.conf
  place bangui.sysusers.conf /etc/sysusers.d/bangui.conf
}

# Every setting with its default, which for two of them is the unit's, and none of them set.
place_settings() {
  [ ! -e "$root/etc/bangui/bangui.env" ] || return 0
  sed -e '1c # Settings of the service bangui. Remove the # before those that you change, then: systemctl restart bangui' \
    -e 's|^BANGUI_DATA_DIR=.*|BANGUI_DATA_DIR=/var/lib/bangui|' \
    -e 's|^BANGUI_SCHEDULER_MODE=.*|BANGUI_SCHEDULER_MODE=standby|' -e 's/^BANGUI_/#&/' .env.example |
    install -D -m 640 /dev/stdin "$root/etc/bangui/bangui.env"
}

start_service() {
  systemd-sysusers bangui.conf
  "$target/deploy/systemd/fail2ban-access" grant
  systemctl daemon-reload
  systemctl --quiet enable bangui
  systemctl restart bangui
}

journal() {
  journalctl --quiet --output=cat "_SYSTEMD_INVOCATION_ID=$(systemctl show --property=InvocationID --value bangui)"
}

# url_of EVENT: from its line in the journal
url_of() {
  journal | sed -n "s/.*\"event\":\"$1\",\"url\":\"\([^\"]*\)\".*/\1/p"
}

await_start() {
  for _ in {1..60}; do
    [ -z "$(url_of started)" ] || return 0
    sleep 0.5
  done
  journal >&2
  fail "BanGUI does not start. Its log stands above; journalctl -u bangui shows more."
}

announce() {
  local setup
  echo "BanGUI listens on $(url_of started)"
  setup=$(url_of setup_pending)
  [ -z "$setup" ] || echo "Create the first account: $setup"
  systemctl --quiet is-active fail2ban || echo "fail2ban is not running: systemctl enable --now fail2ban"
}

assert_can_install
place_program
place_service
place_settings
if [ -n "$root" ]; then
  echo "BanGUI's files are in $root."
elif [ -d /run/systemd/system ]; then
  start_service
  await_start
  announce
else
  echo "BanGUI's files are in place, but systemd does not run here. Where it does, start BanGUI with:"
  echo "  systemd-sysusers && $prefix/deploy/systemd/fail2ban-access grant && systemctl enable --now bangui"
fi
