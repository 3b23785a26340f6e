#!/bin/sh
# Puts the container's settings into nginx's configuration, then becomes nginx.
# f, as a list of proxies is split into words, and a star in it is no pattern for files.
set -euf

# refuse SENTENCE
refuse() {
  echo "bangui: $1" >&2
  # EX_CONFIG of sysexits(3), as the backend ends with for the same mistakes.
  exit 78
}

# matches VALUE EXPRESSION: as a whole, so that no line of several passes for all of them
matches() {
  printf '%s' "$1" | grep -Eqxz -- "$2"
}

base_path=${BANGUI_BASE_PATH:-/}
base_path=${base_path%/}/
# No segment is a dot or two.
matches "$base_path" '(/[.]{0,2}[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*/' ||
  refuse "BANGUI_BASE_PATH is \"$base_path\"; give a path such as / or /bangui/."

backend=${BANGUI_BACKEND:-backend:8000}
matches "$backend" '[][A-Za-z0-9._:-]+:[0-9]+' ||
  refuse "BANGUI_BACKEND is \"$backend\"; give a name and a port such as backend:8000."

proxies=${BANGUI_TRUSTED_PROXIES:-none}
[ "$proxies" = none ] && proxies=''
proxies=$(printf '%s' "$proxies" | tr ',' ' ')
for proxy in $proxies; do
  matches "$proxy" '[0-9A-Fa-f:.]+(/[0-9]+)?' ||
    refuse "BANGUI_TRUSTED_PROXIES holds \"$proxy\", which is neither an address nor a network."
done

# Docker's own name server, or that of the cluster; IPv6 addresses stand in brackets.
resolvers=$(awk '$1 == "nameserver" { print ($2 ~ /:/ ? "[" $2 "]" : $2) }' /etc/resolv.conf | tr '\n' ' ')
listen='listen 8080;'
# A kernel without IPv6 refuses the second address.
[ -f /proc/net/if_inet6 ] && listen="$listen listen [::]:8080;"

# each WORD-BEFORE WORD-AFTER: one directive for each trusted proxy
each() {
  for proxy in $proxies; do printf '%s%s%s; ' "$1" "$proxy" "$2"; done
}

sed -e "s|@BASE_PATH@|$base_path|" \
  -e "s|@BACKEND@|$backend|" \
  -e "s|@RESOLVERS@|${resolvers:-127.0.0.11}|" \
  -e "s|@LISTEN@|$listen|" \
  -e "s|@REAL_IP@|$(each 'set_real_ip_from ' '')|" \
  -e "s|@TRUSTED@|$(each '' ' 1')|" \
  /usr/share/bangui/nginx.conf.template >/tmp/nginx.conf

# Browsers that have seen this header refuse plain HTTP, so it goes with the cookie that does the same.
cp /usr/share/bangui/security-headers.conf /tmp/security-headers.conf
if [ "${BANGUI_COOKIE_SECURE:-true}" = true ]; then
  echo 'add_header Strict-Transport-Security "max-age=15552000" always;' >>/tmp/security-headers.conf
fi

# The interface stands under the base path, its one page knows it.
mkdir -p "/tmp/interface$(dirname "${base_path}x")" /tmp/page
rm -rf "/tmp/interface${base_path%/}"
ln -s /usr/share/bangui/interface "/tmp/interface${base_path%/}"
sed "s|<base href=\"/\"|<base href=\"$base_path\"|" /usr/share/bangui/interface/index.html >/tmp/page/index.html

nginx -t -q -c /tmp/nginx.conf || refuse 'nginx does not take these settings; what it says is above.'
exec nginx -c /tmp/nginx.conf -g 'daemon off;'
