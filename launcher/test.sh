# shellcheck shell=bash
# Everything that has to hold, with everything it needs: ./darkmail test.

readonly TEST_PAIR="$ROOT/run/test"
readonly MAVEN_LINES='^\[INFO\] (--- |Running org|BUILD)|Tests run:|^\[ERROR\] .*(ERROR!|FAILURE!|\.java|Failed to execute)'
readonly VITEST_PATIENCE=--testTimeout=60000 # ms; a busy machine is not a failure
readonly VITEST_LINES='^ *(Test Files|Tests|Duration) |FAIL|✗|×|Error'

run_tests() {
  local part='' pattern=''
  if [[ ${1:-} == --only ]]; then
    part=${2:-} pattern=${3:-}
    [[ $part =~ ^(unit|vectors|journeys)$ ]] || fail "--only takes unit, vectors or journeys, not \"$part\"."
  elif (($#)); then
    fail "test does not know \"$1\"; see ./darkmail test --help."
  fi
  need_jdk
  need_maven
  need_node
  case $part in
    unit) unit_tests "$pattern" ;;
    vectors) vector_tests ;;
    journeys) journeys -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false ${pattern:+"-Dit.test=$pattern"} ;;
    '')
      frontend_tests
      need_judges
      journeys -Ddarkmail.judges="$JUDGES/bin"
      ;;
  esac
  say "All of it passed, in $((SECONDS / 60)) min $((SECONDS % 60)) s."
}

unit_tests() { # unit_tests [CLASS]
  if [[ ! $1 ]]; then frontend_tests; fi
  need_postgres
  show "Server tests" "$MAVEN_LINES" maven test ${1:+"-Dtest=$1"}
}

soak() { # soak [KILLS [SEED]]
  local kills=${1:-1000} seed=${2:-}
  [[ $kills =~ ^[1-9][0-9]*$ && $seed =~ ^-?[0-9]*$ ]] || fail "soak takes a number of kills and a seed; see ./darkmail soak --help."
  need_jdk
  need_maven
  need_node
  need_postgres
  show "Kill a server $kills times" '^KilledTest|kills, |Tests run:|^\[ERROR\]' \
    maven test -Dtest='KilledTest#soMuchMoreOftenAtRandom' -Ddarkmail.kills="$kills" ${seed:+"-Ddarkmail.seed=$seed"}
}

vector_tests() {
  need_modules
  show "Vectors in TypeScript" "$VITEST_LINES" npm_here test -- "$VITEST_PATIENCE" vectors
  need_judges
  show "Vectors in Java, and their judges" "$MAVEN_LINES" maven test '-Dtest=*Vector*,Wycheproof*,Rfc*,JudgesTest' -Ddarkmail.judges="$JUDGES/bin"
}

frontend_tests() {
  need_modules
  step "Check types and style of the frontend" npm_here run check
  show "Frontend tests" "$VITEST_LINES" npm_here test -- "$VITEST_PATIENCE"
}

# The whole build with the server's tests, then the journeys: two domains, two XMPP servers, real browsers.
journeys() { # journeys MAVEN_OPTION...
  need_openssl
  need_prosody
  need_postgres
  need_chromium
  if [[ -f $TEST_PAIR/pair.conf ]]; then test_pair stop; fi
  need_places 18080 127.0.2
  rm -rf "$TEST_PAIR"
  step "Make two domains for the journeys" test_pair setup --port 18080 --net 127.0.2
  trap 'test_pair stop' EXIT
  # The frontend's own tests are a step of their own.
  show "Build, server tests and journeys" "$MAVEN_LINES" maven verify "$@" -Dfrontend.check.phase=none \
    -Ddarkmail.pair="$TEST_PAIR" -Ddarkmail.chromium="$CHROMIUM" -Ddarkmail.chromedriver="$CHROMEDRIVER"
  mark_built
}

test_pair() {
  local command=$1
  shift
  bash "$ROOT/launcher/pair.sh" "$command" "$TEST_PAIR" "$@"
}

npm_here() { (cd "$ROOT" && NO_COLOR=1 npm "$@"); }

need_modules() {
  if [[ $ROOT/node_modules/.package-lock.json -nt $ROOT/package-lock.json ]]; then return; fi
  step "Fetch the frontend's libraries" npm_here ci --ignore-scripts --no-audit --no-fund
}

# show TITLE PATTERN COMMAND...: like step, for long commands whose lines matching PATTERN are worth seeing meanwhile.
show() {
  local title=$1 pattern=$2 log="$LOGS/test-${1//[^A-Za-z]/-}.log" began=$SECONDS status
  shift 2
  mkdir -p "$LOGS"
  say "- $title (whole output: ${log#"$ROOT"/})"
  set +e
  (set -e; "$@") 2>&1 | tee "$log" | grep --line-buffered -E "$pattern" | sed -u 's/^/    /; s/^\(.\{200\}\).*/\1.../'
  status=${PIPESTATUS[0]}
  set -e
  if ((status)); then fail "\"$title\" failed after $((SECONDS - began)) s; the whole output is in ${log#"$ROOT"/}."; fi
  say "  done ($((SECONDS - began)) s)"
}
