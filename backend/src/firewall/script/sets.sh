members_of() {
  ipset save "$1" 2>/dev/null | sed -n "s/^add $1 //p"
}

digest_in() {
  sed -n 's/^bangui-v-\([0-9a-f]\{16\}\)$/\1/p'
}

slot_in() {
  sed -n 's/^bangui-\([ab]\)-ip4$/\1/p'
}

# counts_in SLOT: of a terse list of sets, as ip4=… ip6=… net4=… net6=…, one a line
counts_in() {
  awk -v prefix="bangui-$1-" '
    $1 == "Name:" { kind = index($2, prefix) == 1 ? substr($2, length(prefix) + 1) : "" }
    kind && /^Number of entries:/ { print kind "=" $4 }' | sort
}

has_expected_counts() {
  expected=$(printf 'ip4=%s\nip6=%s\nnet4=%s\nnet6=%s\n' "$ip4" "$ip6" "$net4" "$net6")
  [ "$(ipset list -t | counts_in "$1")" = "$expected" ]
}

# holds LIST SLOT
holds() {
  [ "$(members_of "$1" | digest_in)" = "$digest" ] && [ "$(members_of "$1" | slot_in)" = "$2" ] &&
    has_expected_counts "$2"
}

definition_of() {
  case "$1" in ip*) type=hash:ip;; *) type=hash:net;; esac
  case "$1" in *4) family=inet;; *) family=inet6;; esac
  echo "$type family $family maxelem 16777216"
}

# commands VERB KIND: each line of standard input as a command to ipset. Whatever is not made like an address becomes
# a word that ipset refuses: a name it would look up, and other words could be options.
# ipset asks the kernel about the set again for every line, unless it has created the set in the same run; that
# takes more time than the line itself.
commands() {
  echo "create bangui-$slot-$2 $(definition_of "$2") -exist"
  case "$2" in
    ip4) odd='[^0-9.]' mark='[.]';;
    net4) odd='[^0-9./]' mark='[.]';;
    ip6) odd='[^0-9a-f:]' mark=':';;
    net6) odd='[^0-9a-f:/]' mark=':';;
  esac
  sed -e "\\|$odd|s|.*|?|" -e "/$mark/!s|.*|?|" -e "s|^|$1 bangui-$slot-$2 |"
}

# load FILE LINES_BEFORE: prints where the kernel stopped, but nothing of what stands there.
load() {
  complaint=$($nicely ipset restore 2>&1) && return
  line=$(printf '%s\n' "$complaint" | sed -n 's/.*Error in line \([0-9]*\):.*/\1/p')
  echo "The kernel did not take $1, line $((line - 1 + $2))."
  return 1
}

# Two at a time take half the time of one: most of it is spent in the kernel, which locks parts of a set only.
fill_set() {
  file="versions/$digest/$1"
  half=$(($2 / 2))
  [ -f "$file" ] || { echo "$directory/$file is missing." && return 1; }
  head -n "$half" "$file" | commands add "$1" | load "$file" 0 &
  tail -n "+$((half + 1))" "$file" | commands add "$1" | load "$file" "$half" || { wait "$!" && return 1; }
  wait "$!"
}

# make_set KIND ENTRIES
make_set() {
  ipset destroy "bangui-$slot-$1" 2>/dev/null
  # shellcheck disable=SC2046 # a list of words
  ipset create "bangui-$slot-$1" $(definition_of "$1") hashsize "$(($2 + 64))" 2>/dev/null && return
  echo "The kernel cannot make the set bangui-$slot-$1 (module ip_set_hash_ip or _net), or something else uses it."
  return 1
}

fill_whole() {
  ipset flush "$spare"
  for kind in $kinds; do
    eval "count=\$$kind"
    make_set "$kind" "$count" || return 1
    [ "$count" = 0 ] || fill_set "$kind" "$count" || return 1
  done
}

can_fill_by_delta() {
  is_digest "$base" && [ "$(members_of "$spare" | digest_in)" = "$base" ] && [ "$(members_of "$spare" | slot_in)" = "$slot" ] || return 1
  for kind in $kinds; do
    [ -f "versions/$digest/delta-from-$base/del-$kind" ] || return 1
    [ -f "versions/$digest/delta-from-$base/add-$kind" ] || return 1
  done
}

fill_by_delta() {
  ipset del "$spare" "bangui-v-$base" || return 1
  for kind in $kinds; do
    for change in del add; do
      commands "$change" "$kind" <"versions/$digest/delta-from-$base/$change-$kind"
    done
  done | $nicely ipset restore 2>/dev/null
}

seal() {
  for kind in $kinds; do
    ipset -exist add "$spare" "bangui-$slot-$kind" || return 1
  done
  ipset -exist create "bangui-v-$digest" hash:ip hashsize 64 && ipset -exist add "$spare" "bangui-v-$digest"
}

fill_spare() {
  how=delta slot=a
  [ "$(members_of "$live" | slot_in)" = a ] && slot=b
  holds "$spare" "$slot" && filled=$(now) && return
  if ! { can_fill_by_delta && fill_by_delta && filled=$(now) && has_expected_counts "$slot"; }; then
    how=full
    complaint=$(fill_whole) || fail apply_failed "$complaint The set before stays in force. Compile the lists again."
    filled=$(now)
    has_expected_counts "$slot" || fail apply_failed "The kernel counts other entries than versions/$digest should have. The set before stays in force. Compile the lists again."
  fi
  seal || fail apply_failed 'The kernel does not take the filled sets into their list. The set before stays in force.'
}
