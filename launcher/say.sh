# shellcheck shell=bash
# How the launcher speaks: one line for each step, with the time it took; a cause and a remedy when it fails.

readonly LOGS="$ROOT/run/log"

say() { printf '%s\n' "$*"; }

# One sentence that says what is wrong and how to mend it; ends the launcher.
fail() {
  printf 'darkmail: %s\n' "$*" >&2
  exit 1
}

# step TITLE COMMAND...: runs COMMAND with its output in a log file and shows title, passing time and total time.
step() {
  local title=$1 log ticker status=0 began=$SECONDS
  shift
  mkdir -p "$LOGS"
  log="$LOGS/$(tr -cs 'A-Za-z0-9' '-' <<<"${title,,}" | sed 's/^-*//; s/-*$//').log"
  printf -- '- %s ...' "$title"
  tick &
  ticker=$!
  # In a subshell with errexit of its own: "|| status" would switch errexit off inside COMMAND.
  set +e
  (set -e; "$@") >"$log" 2>&1
  status=$?
  set -e
  kill "$ticker" 2>/dev/null || true
  wait "$ticker" 2>/dev/null || true
  if ((status == 0)); then
    printf ' done (%d s)\n' $((SECONDS - began))
    return 0
  fi
  printf ' failed after %d s. Its last lines:\n' $((SECONDS - began))
  tail -n 30 "$log" | sed 's/^/    /'
  fail "\"$title\" failed; the whole output is in ${log#"$ROOT"/}; ./darkmail doctor tells what is missing."
}

# Shows that a long step is alive: seconds on a terminal, a dot in a log.
tick() {
  local passed=0
  while sleep 5 >/dev/null; do # what is left of it holds no pipe
    passed=$((passed + 5))
    if [[ -t 1 ]]; then printf ' %d s' "$passed"; else printf '.'; fi
  done
}
