# More than anybody's firewall has, and little enough to be read at once.
most_listed=33554432

# section NAME COMMAND…: what the command prints. Without the end mark it is not all, or the command has failed.
section() {
  name=$1
  shift
  command -v "${1#list_}" >/dev/null || return 0
  echo "[$name]"
  { "$@" 2>/dev/null && echo "[end of $name]"; } | head -c "$most_listed"
}

# Not all sets at once: those of the blocklist may hold millions.
list_ipset() {
  ipset list -n | grep '^f2b-' | while read -r set; do
    ipset save "$set" || exit 1
  done
}

list_nft() {
  nft list tables | while read -r word family table; do
    case "$table" in f2b-*) nft -j list table "$family" "$table" || exit 1;; esac
  done
}

# The chains and sets by which fail2ban's own actions ban, and the rules that come before them.
list() {
  {
    echo status=ok
    section iptables iptables-save -t filter
    section ip6tables ip6tables-save -t filter
    section ipset list_ipset
    section nft list_nft
  } | answer
}
