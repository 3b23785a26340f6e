#!/bin/bash
# The container's health check: 0 when BanGUI and fail2ban are well. Asked every 30 s.
#
# Docker by itself only marks a container as unhealthy. So the third failure in a row also ends BanGUI, and the restart
# policy brings it back: first by the signal that lets it finish, then, if it still hangs, by the one that does not.
# BANGUI_HEALTHCHECK_RESTART=false leaves it running, with the page that says that fail2ban is offline.
set -u

counter=/tmp/health-check-failures
most_failures=3

# Debian's slim images have no HTTP client, and one more program would only be one more to keep up to date.
status_line() {
  exec 3<>"/dev/tcp/127.0.0.1/${BANGUI_PORT:-8000}" || return
  printf 'GET %sapi/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "${base_path%/}/" >&3
  local line=''
  IFS= read -r -t 4 line <&3
  printf '%s' "${line%$'\r'}"
}

# As JSON like the rest of the container's log; 1 is the first process, whose output the engine keeps.
log() {
  printf '{"level":"%s","event":"%s","failures":%d,"msg":"%s"}\n' "$1" "$2" "$failures" "$3" >/proc/1/fd/1
}

base_path=${BANGUI_BASE_PATH:-/}
status=$(status_line 2>/dev/null)
if [[ $status == 'HTTP/1.1 200 '* ]]; then
  rm -f "$counter"
  exit 0
fi

failures=$(($(cat "$counter" 2>/dev/null || echo 0) + 1))
echo "$failures" >"$counter"
echo "${status:-no answer}: failure $failures in a row"
if [ "$failures" -lt "$most_failures" ] || [ "${BANGUI_HEALTHCHECK_RESTART:-true}" = false ]; then exit 1; fi

if [ "$failures" -eq "$most_failures" ]; then
  log warn health_check_restart 'The health check has failed: BanGUI is restarted'
  kill -TERM 1
else
  log error health_check_kill 'BanGUI does not end: it is killed'
  # All but the first process, which ends with them.
  kill -KILL -1
fi
exit 1
