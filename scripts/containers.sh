#!/usr/bin/env bash
# BanGUI in containers, by Docker Compose.
#   scripts/containers.sh build   builds the images
#   scripts/containers.sh up      builds, starts, waits until all are well, and says where to go
#   scripts/containers.sh down    ends them; data and configuration stay
#   scripts/containers.sh logs    follows their logs
# COMPOSE_FILE and COMPOSE_PROJECT_NAME are Compose's own: more files, separated by colons, and another name.
set -euo pipefail
cd "$(dirname "$0")/.."
export COMPOSE_FILE="${COMPOSE_FILE:-Docker/docker-compose.yml}" COMPOSE_PROJECT_NAME="${COMPOSE_PROJECT_NAME:-bangui}"

# Longer than any start takes; fail2ban restores its bans one by one.
LONGEST_START_SECONDS=120

fail() {
  echo "$1" >&2
  exit 1
}

compose() {
  local settings=()
  [ -f .env ] && settings=(--env-file .env)
  if docker compose version >/dev/null 2>&1; then
    docker compose "${settings[@]}" "$@"
  else
    # The older one heeds limits only when it is told to.
    docker-compose --compatibility "${settings[@]}" "$@" 2> >(without_noise >&2)
  fi
}

# Compose 1 cannot reserve processors and says so for every container at every call.
without_noise() {
  grep --line-buffered -v '^The following deploy sub-keys are not supported' || true
}

assert_docker() {
  command -v docker >/dev/null || fail 'Docker is missing. On Debian: apt-get install docker.io docker-compose'
  docker info >/dev/null 2>&1 ||
    fail 'The Docker Engine does not answer. Is it running, and may you use it (group docker, or root)?'
  docker compose version >/dev/null 2>&1 || command -v docker-compose >/dev/null ||
    fail 'Docker Compose is missing. On Debian: apt-get install docker-compose'
}

# ask PATH: of the API, by nginx and as its container knows it
ask() {
  # shellcheck disable=SC2016 # expanded in there
  compose exec -T frontend sh -c 'curl --fail --silent "http://127.0.0.1:8080${BANGUI_BASE_PATH%/}/api/$1"' sh "$1"
}

is_ready() {
  ask health/ready >/dev/null 2>&1
}

await_ready() {
  echo 'Waiting for fail2ban, the backend and the interface'
  local end=$((SECONDS + LONGEST_START_SECONDS))
  until is_ready; do
    if [ "$SECONDS" -ge "$end" ]; then
      compose ps
      fail "BanGUI was not ready after $LONGEST_START_SECONDS s. \"make logs\" tells why."
    fi
    sleep 1
  done
}

# The token is in the log of the first start only, and worthless once there is an account.
setup_query() {
  compose logs backend 2>/dev/null | grep '"event":"setup_pending"' | tail -n 1 |
    sed -n 's/.*setup\(?token=[A-Za-z0-9_-]*\).*/setup\1/p'
}

is_set_up() {
  ask v1/setup | grep -q '"required":false'
}

announce() {
  local place base_path url
  place=$(compose port frontend 8080)
  base_path=$(compose exec -T frontend printenv BANGUI_BASE_PATH)
  url="http://${place/#0.0.0.0/localhost}${base_path%/}/"
  if is_set_up; then
    echo "BanGUI is there: $url"
  else
    echo "BanGUI is there. Create the first account: $url$(setup_query)"
  fi
}

assert_docker
case "${1:-}" in
  build) compose build ;;
  up)
    compose up --build --detach
    await_ready
    announce
    ;;
  down) compose down ;;
  logs) compose logs --follow --tail 100 ;;
  *) fail 'Usage: scripts/containers.sh build|up|down|logs' ;;
esac
