#!/bin/bash
# Prepares the volumes, then becomes fail2ban. Safe to run at every start.
set -euo pipefail

stock=/usr/share/bangui/stock
jails=/usr/share/bangui/jails
config=/etc/fail2ban
sums=$config/.stock.sha256
socket=/run/fail2ban/fail2ban.sock
log=/var/lib/fail2ban-log/fail2ban.log
backend_user=1000

say() {
  echo "bangui: $*" >&2
}

# grant RIGHTS PATH: to BanGUI's user, now and in a folder for what will be in there, whatever the umask of who writes it.
# What BanGUI has written itself is its own: root without any further right could not change it, and need not.
grant() {
  find "$2" ! -user 0 -prune -o ! -type l -exec setfacl -m "u:$backend_user:$1" {} + &&
    find "$2" ! -user 0 -prune -o -type d -exec setfacl -d -m "u:$backend_user:$1,u:0:rwX,o::-" {} + && return
  say "The volume at $2 takes no access lists (ACLs), so that BanGUI could not use it. Keep it on ext4, xfs, btrfs or tmpfs."
  exit 1
}

stock_files() {
  (cd "$stock" && find . -type f -print0)
}

# What somebody has changed or added stays as it is, even where a new image brings a file of the same name.
changed_files() {
  local known=$sums
  [ -f "$known" ] || known=/dev/null
  (cd "$config" && find . -type f -exec sha256sum {} +) | grep -vxFf "$known" | cut -c 67- || true
}

# A new image brings new stock files.
renew_stock_files() {
  local kept
  kept=$(changed_files)
  while IFS= read -r -d '' file; do
    if [ -e "$config/$file" ] && grep -qxF -- "$file" <<<"$kept"; then
      cmp -s "$stock/$file" "$config/$file" || say "$config/${file#./} was changed by hand and is left as it is."
    else
      install -D -m 0644 "$stock/$file" "$config/$file"
    fi
  done < <(stock_files)
}

# Whoever deleted the file of a jail does not want it back.
renew_own_jails() {
  local is_first=$1
  (cd "$jails" && find . -type f -print0) | while IFS= read -r -d '' file; do
    if [ "$is_first" = yes ] || [ -e "$config/$file" ]; then
      install -D -m 0644 "$jails/$file" "$config/$file"
    fi
  done
}

# fail2ban does not start with a jail whose log is missing, and systems keep the log of sshd in different places.
sshd_log() {
  local file
  for file in /var/log/auth.log /var/log/secure; do
    if [ -f "$file" ]; then echo "logpath = $file"; return; fi
  done
  for file in /var/log/journal/*/; do
    if [ -d "$file" ]; then echo 'backend = systemd[journalpath=/var/log/journal]'; return; fi
  done
}

write_sshd_jail() {
  local settings
  settings=$(sshd_log)
  if [ -z "$settings" ]; then
    say 'No log of sshd was found in /var/log (auth.log, secure, journal): the jail sshd is off.'
    settings='enabled = false'
  else
    settings="enabled = true"$'\n'"$settings"
  fi
  printf '# Written at every start of the container. Put your own settings into jail.d/*.local.\n[sshd]\n%s\n' \
    "$settings" >"$config/jail.d/00-container.conf"
}

prepare_configuration() {
  local is_first=yes
  [ -f "$sums" ] && is_first=no
  renew_stock_files
  renew_own_jails "$is_first"
  write_sshd_jail
  (cd "$stock" && find . -type f -exec sha256sum {} +) >"$sums"
}

rotate_hourly() {
  while sleep 3600; do
    logrotate --state /var/lib/fail2ban-log/logrotate.state /usr/share/bangui/logrotate.conf || true
  done
}

# The kernel applies fail2ban's umask to a socket whatever the folder's access list says.
open_socket() {
  until [ -S "$socket" ]; do sleep 0.1; done
  setfacl -m "u:$backend_user:rw" "$socket"
}

prepare_configuration
grant rwX "$config"
grant rX /var/lib/fail2ban
grant rX /var/lib/fail2ban-log
# A new volume is BanGUI's already; a folder of the host is root's.
if [ -O "$BANGUI_BLOCKLIST_DIR" ]; then grant rwX "$BANGUI_BLOCKLIST_DIR"; fi

touch "$log"
tail --quiet --lines 0 --follow=name --retry "$log" 2>/dev/null &
rotate_hourly &
# A killed fail2ban leaves its socket behind.
rm -f "$socket"
open_socket &
exec fail2ban-server -f start
