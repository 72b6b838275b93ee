#!/usr/bin/env bash
# Two federated Darkmail instances on this machine: each with its own JVM, database, blobs, Prosody and certificate.
# The demo is one such pair, the journey tests use another.
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
readonly ROOT NAMES=(north south)
for part in say process tools certs prosody instance; do
  # shellcheck source=/dev/null
  . "$ROOT/launcher/$part.sh"
done

usage() {
  cat <<'HELP'
Usage: bash launcher/pair.sh COMMAND FOLDER [NAME] [--port PORT] [--net PREFIX] [--record]

  setup          make what is missing: authority, certificates, XMPP accounts, settings. --port is north's HTTP port
                 (south gets the next one), --net the first three numbers of the loopback addresses of the two XMPP
                 servers; both are kept in FOLDER/pair.conf. Default: 8080 and 127.0.1.
  start, stop    both instances with their XMPP servers; start returns when both are ready. With --record north
                 writes a cache for faster starts when it is stopped, unless there is one.
  wait-ready     wait until both (or NAME) answer /health/ready
  status         a line for each process; fails unless all of them run
  prosody-start, prosody-stop, server-start, server-stop    one process of NAME (north or south)
  server-kill    end the JVM of NAME by signal 9
  env            print the DARKMAIL_* variables of NAME

FOLDER/NAME/env may hold more DARKMAIL_* variables of NAME, for other stores for example.

Everything lies below FOLDER: ca/, hosts, peers, and for each NAME data/, server/ (log in server/log), server.out, password, prosody/.
HELP
}

main() {
  local command=${1:---help} name=''
  if [[ $command == --help || $command == -h ]]; then usage; return; fi
  (($# >= 2)) || fail "pair.sh $command needs the folder of the pair; see bash launcher/pair.sh --help."
  PAIR=$(realpath -m "$2")
  shift 2
  PORT='' NET='' RECORD=''
  while (($#)); do
    case $1 in
      --port) PORT=$2; shift 2 ;;
      --net) NET=$2; shift 2 ;;
      --record) RECORD=yes; shift ;;
      north | south) name=$1; shift ;;
      *) fail "pair.sh does not know \"$1\"; see bash launcher/pair.sh --help." ;;
    esac
  done
  if [[ $command != setup ]]; then load_pair; fi
  case $command in
    setup) pair_setup ;;
    start) pair_start ;;
    stop) pair_stop ;;
    status) pair_status ;;
    wait-ready) for name in ${name:-north south}; do server_wait "$name"; done ;;
    env) env_of "${name:?}" ;;
    prosody-start | prosody-stop | server-start | server-stop | server-kill)
      [[ $name ]] || fail "pair.sh $command needs north or south."
      "${command//-/_}" "$name"
      ;;
    *) fail "pair.sh has no command \"$command\"; see bash launcher/pair.sh --help." ;;
  esac
}

# --- Settings of the pair ---------------------------------------------------------------------------------------

# What an instance is called and where it listens, by its place in NAMES.
place() { if [[ $1 == north ]]; then echo 0; else echo 1; fi; }
domain_of() { echo "$1.test"; }
port_of() { echo $((PORT + $(place "$1"))); }
address_of() { echo "$NET.$((1 + $(place "$1")))"; }
url_of() { echo "http://$1.localhost:$(port_of "$1")"; }

load_pair() {
  [[ -f $PAIR/pair.conf ]] || fail "there is no pair in $PAIR: run bash launcher/pair.sh setup $PAIR first."
  read -r PORT NET <"$PAIR/pair.conf"
}

pair_setup() {
  local name
  umask 022
  if [[ -f $PAIR/pair.conf ]]; then
    local port=$PORT net=$NET
    load_pair
    [[ ${port:-$PORT} == "$PORT" && ${net:-$NET} == "$NET" ]] ||
      fail "the pair in $PAIR was set up with port $PORT and net $NET: use these, or remove that folder."
  fi
  PORT=${PORT:-8080} NET=${NET:-127.0.1}
  need_openssl
  need_prosody
  mkdir -p "$PAIR"
  [[ -w $PAIR ]] || fail "$PAIR belongs to another user: remove it, or run this as that user."
  make_authority "$PAIR/ca"
  : >"$PAIR/hosts"
  : >"$PAIR/peers"
  for name in "${NAMES[@]}"; do
    echo "$(address_of "$name") $(domain_of "$name")" >>"$PAIR/hosts"
    echo "$(domain_of "$name")=http://127.0.0.1:$(port_of "$name")" >>"$PAIR/peers"
  done
  for name in "${NAMES[@]}"; do instance_setup "$name"; done
  echo "$PORT $NET" >"$PAIR/pair.conf"
}

instance_setup() {
  local name=$1 home="$PAIR/$1"
  mkdir -p "$home/prosody"
  mkdir -p "$home/data"
  chmod 700 "$home/data"
  make_certificate "$PAIR/ca" "$(domain_of "$name")" "$home/prosody/certs"
  configure_prosody "$home/prosody" "$(domain_of "$name")" "$(address_of "$name")" "$PAIR/ca/ca.crt" "$PAIR/hosts"
  if [[ ! -s $home/password ]]; then
    (umask 077 && head -c 24 /dev/urandom | base64 | tr '+/' '-_' >"$home/password.new")
    create_relay "$home/prosody" "$(domain_of "$name")" "$home/password.new"
    mv "$home/password.new" "$home/password"
  fi
}

env_of() {
  local name=$1
  cat <<ENV
DARKMAIL_DOMAIN=$(domain_of "$name")
DARKMAIL_URL=$(url_of "$name")
DARKMAIL_DATA=$PAIR/$name/data
DARKMAIL_BIND=127.0.0.1
DARKMAIL_PORT=$(port_of "$name")
DARKMAIL_XMPP_HOST=$(address_of "$name")
DARKMAIL_XMPP_PORT=5222
DARKMAIL_XMPP_PASSWORD_FILE=$PAIR/$name/password
DARKMAIL_XMPP_CA=$PAIR/ca/ca.crt
DARKMAIL_PEERS=$PAIR/peers
ENV
  if [[ -f $PAIR/$name/env ]]; then cat "$PAIR/$name/env"; fi
}

# --- Both together ----------------------------------------------------------------------------------------------

pair_start() {
  local name
  for name in "${NAMES[@]}"; do prosody_start "$name"; done
  for name in "${NAMES[@]}"; do server_start "$name"; done
  for name in "${NAMES[@]}"; do server_wait "$name"; done
}

pair_stop() {
  local name
  for name in "${NAMES[@]}"; do server_stop "$name" & done
  wait
  for name in "${NAMES[@]}"; do prosody_stop "$name" & done
  wait
}

pair_status() {
  local name kind file pid all=0
  for name in "${NAMES[@]}"; do
    for kind in prosody server; do
      file="$PAIR/$name/$kind.pid"
      if pid=$(living "$file"); then
        echo "$name $kind runs, process $pid"
      else
        echo "$name $kind does not run"
        all=1
      fi
    done
  done
  return "$all"
}

# --- One process ------------------------------------------------------------------------------------------------

prosody_start() {
  local name=$1 home="$PAIR/$1" address port
  if living "$home/prosody.pid" >/dev/null; then return; fi
  address=$(address_of "$name")
  for port in 5222 5269; do
    if listening "$address" "$port"; then
      fail "$address:$port is in use by another program, so the XMPP server of $name cannot start: end that program."
    fi
  done
  (run_prosody "$home/prosody" prosody -F) </dev/null >>"$home/prosody.out" 2>&1 &
  remember "$home/prosody.pid" $!
  await 20 prosody_answers "$home" "$address" ||
    fail "the XMPP server of $name does not start: read $home/prosody/prosody.log and $home/prosody.out."
}

prosody_answers() { # also ends the waiting when the process has died
  if gone "$1/prosody.pid"; then fail "the XMPP server ended at once: read $1/prosody.out and $1/prosody/prosody.log."; fi
  listening "$2" 5222 && listening "$2" 5269
}

server_start() {
  local name=$1 home="$PAIR/$1" port settings options
  if living "$home/server.pid" >/dev/null; then return; fi
  need_jdk
  port=$(port_of "$name")
  if listening 127.0.0.1 "$port"; then
    fail "port $port is in use by another program, so $name cannot start: end that program."
  fi
  take_server
  mapfile -t settings < <(env_of "$name")
  mapfile -t options < <(boot_cache "$name")
  (
    trap '' HUP
    export "${settings[@]}"
    check_settings
    run_server "$PAIR/wildfly" "$home/server" "${options[@]}"
  ) </dev/null >"$home/server.out" 2>&1 &
  remember "$home/server.pid" $!
}

# The pair keeps the server it was started with (hard links: no time, no space), so that a build beside it is harmless.
take_server() {
  local built="$ROOT/target/server/jboss-modules.jar" stamp
  if living "$PAIR/north/server.pid" >/dev/null || living "$PAIR/south/server.pid" >/dev/null; then return; fi
  [[ -f $built ]] || fail "the server is not built: run ./darkmail demo, or mvn package."
  stamp=$(stat -c %Y.%s "$built")
  if [[ -f $PAIR/wildfly/stamp && $(<"$PAIR/wildfly/stamp") == "$stamp" ]]; then return; fi
  rm -rf "$PAIR/wildfly" "$PAIR/boot.aot"
  cp -al "$ROOT/target/server" "$PAIR/wildfly" 2>/dev/null || cp -a "$ROOT/target/server" "$PAIR/wildfly"
  echo "$stamp" >"$PAIR/wildfly/stamp"
}

# Prints the JVM option for the start-up cache (JEP 514): north writes it when it ends, later starts read it. It
# belongs to one server and one JDK; the JVM passes over one that does not fit.
boot_cache() { # boot_cache NAME
  local cache="$PAIR/boot.aot"
  if [[ -f $cache ]]; then
    echo "-XX:AOTCache=$cache"
  elif [[ $1 == north && $RECORD ]]; then
    echo "-XX:AOTCacheOutput=$cache"
  fi
}

server_wait() {
  await 300 server_ready "$1" || fail "$1 is not ready after five minutes: read $PAIR/$1/server/log/server.log."
}

server_ready() { # also ends the waiting when nothing more will come
  local out="$PAIR/$1/server.out"
  if gone "$PAIR/$1/server.pid"; then
    tail -n 20 "$out" >&2
    fail "$1 has ended: read $out."
  elif grep -q 'WFLYSRV0026' "$out"; then # started, but not all of it
    grep -E -m 5 'Caused by|Exception: [A-Z]+-?[0-9]+: ' "$out" | cut -c 1-500 >&2
    fail "$1 started with errors: read $out."
  fi
  ready 127.0.0.1 "$(port_of "$1")"
}

prosody_stop() { end "$PAIR/$1/prosody.pid"; }
server_stop() { end "$PAIR/$1/server.pid"; }
server_kill() { end "$PAIR/$1/server.pid" KILL; }

main "$@"
