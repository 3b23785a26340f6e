# Puts BanGUI's blocklist into the kernel, and says what the kernel holds. POSIX sh; needs ipset, iptables and flock.
# BanGUI runs it itself, or fail2ban does: then it stands in an action file, where a `%` is doubled, a `;` after a
# space would begin a comment, and a word in angle brackets would be replaced.
#
# Two slots, a and b, hold four sets each, the members of two lists. The rule asks the live list. The spare one is
# filled and counted, then "ipset swap" exchanges the lists: IPv4 and IPv6, addresses and networks, in one step.
# An empty set named after the version says what a slot holds. It leaves the list before anything changes and enters
# it after the count, so that a slot without it is known to be half done, whoever was killed and when.
#
# iptables may well be the one on nftables: the rule then stands among the host's own nftables rules, in a table of
# its own before theirs.
#
# In: `directory`, the exchange folder, and `entry`, either start or take_requests.

export LC_ALL=C PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin"
umask 022

live=bangui-blocklist
spare=bangui-spare
kinds='ip4 net4 ip6 net6'
# Before connections are tracked or accepted, whether packets are for this machine or for those behind it.
chain=PREROUTING
rule="-m set --match-set $live src -j DROP"
# Everything else on the machine goes first: it serves, and this only has to be done soon.
nicely='nice -n 10'

# Values are a verb, numbers or hexadecimal digits: nothing else is taken.
read_request() {
  id='' verb='' wait='' fence='' digest='' base='' ip4='' net4='' ip6='' net6=''
  while IFS='=' read -r name value; do
    case "$value" in *[!0-9a-z]*) continue;; esac
    case "$name" in
      id | verb | wait | fence | digest | base | ip4 | net4 | ip6 | net6) eval "$name=\$value";;
    esac
  done <"$1"
}

is_number() {
  case "$1" in '' | *[!0-9]* | ????????????????*) return 1;; esac
}

is_digest() {
  case "$1" in *[!0-9a-f]*) return 1;; ????????????????) return 0;; esac
  return 1
}

require_whole_request() {
  is_digest "$digest" && is_number "$fence" && is_number "$ip4" && is_number "$net4" && is_number "$ip6" &&
    is_number "$net6" || fail apply_failed 'The request is damaged. Apply the blocklist again.'
}

# Standard input becomes the result, whole or not at all. Neither step follows a link.
answer() {
  [ -n "$id" ] || return 0
  (set -C && cat >"answer-$id") && mv -fT "answer-$id" "result-$id"
}

# fail CODE SENTENCE
fail() {
  printf 'status=failed\ncode=%s\nmessage=%s\n' "$1" "$2" | answer
  exit 1
}

first_line() {
  printf '%s\n' "$1" | head -n 1
}

# Milliseconds by a clock that nobody sets back.
now() {
  read -r uptime rest </proc/uptime
  echo "${uptime%.*}${uptime#*.}0"
}

require_tools() {
  for tool in ipset iptables flock; do
    command -v "$tool" >/dev/null ||
      fail tool_missing "$tool is missing where the blocklist is applied. Install ipset, iptables and util-linux."
  done
  complaint=$(ipset list -n 2>&1 >/dev/null) && return
  case "$complaint" in
    *'not permitted'*) fail not_permitted 'Whoever applies the blocklist may not change the firewall. That takes root, or the capability CAP_NET_ADMIN.';;
  esac
  fail apply_failed "The kernel offers no sets (module ip_set): $(first_line "$complaint")"
}

# One apply at a time. Programs that a killed one has left behind hold the lock until they end.
take_lock() {
  [ -f lock ] && [ -f fence-lock ] || fail apply_failed "Lock files are missing in $directory. Apply the blocklist again."
  is_number "$wait" || wait=100
  exec 9<lock
  flock -w "$wait" 9 || fail timed_out "An earlier apply is still at work after $wait s. Try again later."
}

# Runs a function while nobody raises the fence or places the rule.
alone() {
  (flock 8 && "$@") 8<fence-lock
}

# A start applies what was committed, whoever holds the fence now.
is_fenced_out() {
  newest=0
  [ -f fence ] && read -r newest <fence
  is_number "$newest" && [ "$verb" = apply ] && [ "$newest" -gt "$fence" ]
}

refuse_lost_fence() {
  fail fence_lost 'Another instance of BanGUI has taken over. The set before stays in force.'
}
