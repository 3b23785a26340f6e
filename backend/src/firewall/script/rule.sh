# Prints its state, how often it is there, packets and bytes.
rule_state() {
  rules=$("$1" -w 5 -t raw -v -S "$chain" 2>/dev/null) || { echo 'unknown 0 0 0' && return; }
  printf '%s\n' "$rules" | awk -v chain="$chain" -v set="$live" '
    $1 == "-A" { place++ }
    NF == 12 && $1 == "-A" && $2 == chain && $6 == set && $7 == "src" && $12 == "DROP" {
      if (!copies++) first = place
      packets += $9
      bytes += $10
    }
    END {
      state = first == 1 ? "in_place" : copies ? "not_first" : "missing"
      printf "%s %d %.0f %.0f\n", state, copies, packets, bytes
    }'
}

# Takes out every copy and puts one at the head in a single transaction: no packet gets by in between.
place_rule() {
  # shellcheck disable=SC2046 # four words
  set -- "$1" $(rule_state "$1")
  [ "$2 $3" = 'in_place 1' ] && return
  copies=$3
  {
    echo '*raw'
    while [ "$copies" -gt 0 ]; do
      echo "-D $chain $rule"
      copies=$((copies - 1))
    done
    echo "-I $chain 1 $rule"
    echo COMMIT
  } | "$1-restore" -w 5 --noflush
}

place_rules() {
  note=''
  complaint=$(alone place_rule iptables 2>&1) ||
    fail apply_failed "iptables cannot place the rule (table raw, module xt_set): $(first_line "$complaint")"
  complaint=$(alone place_rule ip6tables 2>&1) ||
    note="IPv6 is not blocked, as ip6tables cannot place the rule: $(first_line "$complaint")"
}

make_lists() {
  complaint=$({ ipset -exist create "$live" list:set size 8 && ipset -exist create "$spare" list:set size 8; } 2>&1) ||
    fail apply_failed "The kernel takes no list of sets (module ip_set_list_set): $(first_line "$complaint")"
}
