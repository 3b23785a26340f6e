# Whoever asked takes this file away when the answer is not wanted any more.
is_called_off() {
  [ "$verb" = apply ] && [ ! -f "taken-$id" ]
}

swap_if_wanted() {
  is_fenced_out && return 3
  is_called_off && return 4
  ipset swap "$live" "$spare"
}

swap() {
  alone swap_if_wanted
  case "$?" in
    0) return;;
    3) refuse_lost_fence;;
    4) fail apply_failed 'It was called off before the exchange. The set before stays in force.';;
    *) fail apply_failed 'The kernel does not swap the sets. The set before stays in force.';;
  esac
}

# The spare slot gets the same content, so that the next version is a delta away.
warm() {
  id='' nicely='nice -n 19'
  fill_spare
  ipset list -n | grep '^bangui-v-' | while read -r set; do
    ipset destroy "$set" 2>/dev/null # fails for the one in use
  done
}

enforce() {
  locked=$(now)
  is_fenced_out && refuse_lost_fence
  make_lists
  place_rules
  if holds "$live" "$(members_of "$live" | slot_in)"; then
    how=unchanged filled=$locked counted=$(now)
  else
    fill_spare
    counted=$(now)
    swap
  fi
  {
    printf 'status=ok\nhow=%s\nnote=%s\n' "$how" "$note"
    printf 'waitMs=%d\nfillMs=%d\n' "$((locked - began))" "$((filled - locked))"
    printf 'countMs=%d\nswapMs=%d\n' "$((counted - filled))" "$(($(now) - counted))"
  } | answer
  warm
}

apply() {
  began=$(now)
  require_whole_request
  require_tools
  take_lock
  enforce
}

# What was committed last is put in force again: after a reboot, or when nothing else is asked for.
start() {
  began=$(now) id='' wait=600
  require_tools
  take_lock
  [ -f current ] || exit 0
  read_request current
  verb=start
  require_whole_request
  enforce
}

repair() {
  require_tools
  make_lists
  place_rules
  printf 'status=ok\nnote=%s\n' "$note" | answer
}

remove() {
  require_tools
  take_lock
  for tool in iptables ip6tables; do
    # shellcheck disable=SC2086 # a list of words
    while "$tool" -w 5 -t raw -D "$chain" $rule; do :; done
  done
  for set in "$live" "$spare" $(ipset list -n | grep '^bangui-\([ab]\|v\)-'); do
    ipset destroy "$set"
  done
  ipset list -n | grep '^bangui-\([ab]-\|v-\|blocklist$\|spare$\)' &&
    fail apply_failed 'Some sets of the blocklist are still in use by a rule that BanGUI did not place. Remove it.'
  echo status=ok | answer
}

# Few calls, as each waits its turn with an apply that fills a set, and fail2ban with it.
inspect() {
  sets=$(ipset list -t 2>/dev/null) || require_tools
  members=$(members_of "$live")
  {
    printf 'status=ok\ndigest=%s\n' "$(printf '%s\n' "$members" | digest_in)"
    printf 'spare=%s\n' "$(members_of "$spare" | digest_in)"
    printf '%s\n' "$sets" | counts_in "$(printf '%s\n' "$members" | slot_in)"
    printf 'v4=%s\nv6=%s\n' "$(rule_state iptables)" "$(rule_state ip6tables)"
  } | answer
}

# On no descriptor of fail2ban's: it waits for this shell only, and answers nobody meanwhile.
detached() {
  ("$@") </dev/null >/dev/null 2>&1 &
}

take_requests() {
  found=''
  for file in request-*; do
    # Whoever moves it has it.
    mv -fT "$file" "taken-${file#request-}" 2>/dev/null || continue
    found=yes
    read_request "taken-${file#request-}"
    [ "$verb" = apply ] || rm -f "taken-${file#request-}"
    case "$verb" in
      inspect) (inspect);;
      apply | repair | remove | list) detached "$verb";;
    esac
  done
  [ -n "$found" ] || detached start
}

# fail2ban runs nothing more in a jail whose start has failed, while the folder may come later.
cd "$directory" && [ -w . ] || {
  echo "The folder $directory is missing here, or may not be written to." >&2
  [ "$entry" = start ]
  exit
}
case "$entry" in
  start) detached start;;
  take_requests) take_requests;;
esac
