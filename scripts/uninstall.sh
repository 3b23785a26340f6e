#!/usr/bin/env bash
# Removes what scripts/install.sh has installed. Data and settings stay, unless PURGE is yes.
#   PURGE=yes DESTDIR= scripts/uninstall.sh
set -euo pipefail
cd "$(dirname "$0")/.."

purge=${PURGE:-no}
root=${DESTDIR:-}
unit=$root/etc/systemd/system/bangui.service
kept=(/var/lib/bangui /etc/bangui /etc/systemd/system/bangui.service.d)
shopt -s nullglob
jails=(/etc/fail2ban/{jail,action}.d/bangui-*.local)

fail() {
  echo "$1" >&2
  exit 1
}

assert_can_uninstall() {
  [[ $purge =~ ^(yes|no)$ ]] || fail "PURGE is yes or no, not \"$purge\"."
  [ -n "$root" ] || [ "$(id -u)" -eq 0 ] || fail "A service is removed by root: sudo make uninstall"
}

has_systemd() {
  [ -d /run/systemd/system ]
}

stop_service() {
  if has_systemd && [ -e "$unit" ]; then systemctl --quiet disable --now bangui; fi
  if getent group bangui >/dev/null; then deploy/systemd/fail2ban-access revoke; fi
}

remove_program() {
  local prefix=''
  [ ! -e "$unit" ] || prefix=$(sed -n 's|^ExecStart=\(/.*\)/backend/bangui$|\1|p' "$unit")
  [ -z "$prefix" ] || rm -rf "$root$prefix"
  rm -f "$unit" "$root/etc/systemd/system/fail2ban.service.d/bangui.conf" "$root/etc/sysusers.d/bangui.conf"
  rm -rf "$root/var/cache/bangui"
}

# The set stays in the kernel when its jail goes, so that a restart of fail2ban opens no gap.
take_blocklist_out_of_kernel() {
  [ -x /usr/sbin/ipset ] || return 0
  for tool in iptables ip6tables; do
    while "$tool" -w 5 -t raw -D PREROUTING -m set --match-set bangui-blocklist src -j DROP 2>/dev/null; do :; done
  done
  # Lists before their members.
  for set in bangui-blocklist bangui-spare $(ipset list -n | grep '^bangui-[abv]-'); do
    ipset -quiet destroy "$set" || true
  done
}

remove_data() {
  rm -rf "${kept[@]}" "${jails[@]}"
  if has_systemd && systemctl --quiet is-active fail2ban; then systemctl reload fail2ban; fi
  take_blocklist_out_of_kernel
  if getent passwd bangui >/dev/null; then userdel bangui; fi
  echo "BanGUI, its data, its settings and its jails are removed."
}

say_what_is_kept() {
  echo "BanGUI is removed. Kept, until make uninstall PURGE=yes:"
  for path in "${kept[@]}" "${jails[@]}"; do
    [ ! -e "$path" ] || echo "  $path"
  done
  echo "  the user bangui, and the blocklist in the kernel where there is one"
}

assert_can_uninstall
[ -n "$root" ] || stop_service
remove_program
[ -z "$root" ] || exit 0
if has_systemd; then systemctl daemon-reload; fi
if [ "$purge" = yes ]; then remove_data; else say_what_is_kept; fi
