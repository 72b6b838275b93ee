# shellcheck shell=bash
# The demo: two domains on this machine, kept in run/demo.

readonly DEMO="$ROOT/run/demo"

pair() {
  local command=$1
  shift
  bash "$ROOT/launcher/pair.sh" "$command" "$DEMO" "$@"
}

demo() {
  local fresh=''
  case ${1:-} in
    '') ;;
    --fresh) fresh=yes ;;
    *) fail "demo does not know \"$1\"; see ./darkmail demo --help." ;;
  esac
  if [[ $fresh && -d $DEMO ]]; then
    stop
    rm -rf "$DEMO"
  fi
  if demo_runs; then
    say "The demo already runs (./darkmail stop ends it; then ./darkmail demo takes changed sources)."
  else
    stop_rest
    need_places 8080 127.0.1
    need_server
    need_openssl
    need_prosody
    step "Make keys, certificates and XMPP accounts" pair setup
    step "Start two XMPP servers and two Darkmail servers" start_or_stop
  fi
  invite
}

# A demo that runs in part, after a kill or a crash, is ended first.
stop_rest() {
  if compgen -G "$DEMO/*/*.pid" >/dev/null; then step "End what is left of the last demo" pair stop; fi
}

demo_runs() { [[ -f $DEMO/pair.conf ]] && pair status >/dev/null; }

start_or_stop() {
  if ! pair start --record; then
    pair stop
    return 1
  fi
}

invite() {
  cat <<'TEXT'

Two mail domains run on this machine and talk to each other by XMPP over TLS 1.3:

    north.test    http://north.localhost:8080
    south.test    http://south.localhost:8081

What to do next
  1. Open the first address in a browser and sign up, say as alice. Keep the recovery words.
  2. Open the second one in another window and sign up, say as bob.
  3. As alice, write to bob@south.test, with a file if you like, and watch it arrive in bob's window.

Everything lies in run/demo and survives a restart: ./darkmail stop ends the demo, ./darkmail demo starts it again,
./darkmail demo --fresh starts empty. Chromium, Chrome and Edge know the two host names by themselves.
TEXT
}

stop() {
  if [[ ! -f $DEMO/pair.conf ]]; then
    say "There is no demo to stop."
  elif compgen -G "$DEMO/*/*.pid" >/dev/null; then
    step "Stop the demo (the first time it also writes a cache for faster starts)" pair stop
  else
    say "The demo does not run."
  fi
}
