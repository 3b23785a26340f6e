#!/usr/bin/env bash
# Installs what BanGUI needs to run from its sources, and nothing that is already there.
#   scripts/setup.sh [fail2ban] [chromium] [firewall] [redis] [acl] [shellcheck] [systemd] [monitoring] [kubernetes]
# npm packages always; each argument names a group of Debian packages on top.
set -euo pipefail
cd "$(dirname "$0")/.."

POLICY=/usr/sbin/policy-rc.d
STAMP=node_modules/.installed-package-lock.json
# npm replaces node_modules, so it must not run on the Node in there.
PATH=${PATH//"$PWD/node_modules/.bin:"/}

fail() {
  echo "$1" >&2
  exit 1
}

has() {
  command -v "$1" >/dev/null
}

missing_packages() {
  has npm || echo nodejs npm
  for group in "$@"; do
    case "$group" in
      fail2ban) has fail2ban-server || echo fail2ban ;;
      chromium) has chromium || echo chromium ;;
      firewall)
        # They live in /usr/sbin, which is not in everybody's PATH.
        [ -x /usr/sbin/nft ] || echo nftables
        [ -x /usr/sbin/iptables ] || echo iptables
        [ -x /usr/sbin/ipset ] || echo ipset
        has ip || [ -x /sbin/ip ] || echo iproute2
        ;;
      redis) has redis-server || echo redis-server ;;
      acl) has setfacl || echo acl ;;
      shellcheck) has shellcheck || echo shellcheck ;;
      systemd) has systemd-analyze || echo systemd ;;
      # Of all that the package brings, only promtool is wanted.
      monitoring) has promtool || echo prometheus ;;
      # That of Debian 12 is too old for components: the tests of the manifests then leave themselves out.
      kubernetes) has kubectl || echo kubernetes-client ;;
      *) fail "scripts/setup.sh knows no group of packages called \"$group\"." ;;
    esac
  done
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

assert_can_install() {
  has apt-get || fail "Missing: $*. Please install them; this script only knows Debian's apt."
  [ "$(id -u)" -eq 0 ] || has sudo || fail "Missing: $*. Please install them as root: apt-get install $*"
}

install_packages() {
  echo "Installing with apt: $*"
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$@" >/dev/null
}

# Debian starts a service as soon as it is installed; a fail2ban that came along for the demo must not begin to ban on
# this machine unasked.
install_without_starting_services() {
  assert_can_install "$@"
  if [ ! -e "$POLICY" ]; then
    trap 'as_root rm -f "$POLICY"' EXIT
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$POLICY" >/dev/null
    as_root chmod 755 "$POLICY"
  fi
  install_packages "$@"
  for package in "$@"; do
    case "$package" in fail2ban | redis-server | prometheus) keep_service_off "$package" ;; esac
  done
}

keep_service_off() {
  if has systemctl; then as_root systemctl --quiet disable "$1"; else as_root update-rc.d "$1" disable; fi
  echo "$1 is installed, but its service is off. To use it on this machine: systemctl enable --now $1"
}

# An old Node makes npm leave out native packages that ask for a newer one, and Debian's npm reports every failure
# as a success when it runs on a newer Node than its own. So both are fetched first, for this one installation.
on_pinned_node() {
  local pinned toolchain status=0
  pinned=$(node -p 'require("./package.json").devDependencies.node')
  if [ "$(node -p 'process.versions.node.split(".")[0]')" = "${pinned%%.*}" ]; then
    "$@"
    return
  fi
  toolchain=$(mktemp -d)
  npm install --prefix "$toolchain" --no-audit --no-fund --loglevel=error "node@$pinned" npm@11 >/dev/null
  PATH="$toolchain/node_modules/.bin:$PATH" "$@" || status=$?
  rm -rf "$toolchain"
  return "$status"
}

install_npm_packages() {
  if cmp -s package-lock.json "$STAMP"; then return; fi
  echo "Installing the npm packages"
  on_pinned_node npm ci --no-audit --no-fund --loglevel=error
  [ -x node_modules/.bin/node ] ||
    fail "npm did not install the pinned Node: allow install scripts (npm config set ignore-scripts false) and try again."
  cp package-lock.json "$STAMP"
}

missing=$(missing_packages "$@")
# shellcheck disable=SC2086 # a list of words
if [ -n "$missing" ]; then install_without_starting_services $missing; fi
install_npm_packages
