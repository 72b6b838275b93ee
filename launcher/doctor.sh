# shellcheck shell=bash
# What is wrong on this machine and how to mend it. Changes nothing.

DOCTOR_STATUS=0

good() { say "  ok       $*"; }
later() { say "  to come  $*"; }
bad() {
  say "  WRONG    $*"
  DOCTOR_STATUS=1
}

doctor() {
  say "Tools"
  look_at_java
  look_at_node
  look_at_packages
  say "Machine"
  look_at_room
  look_at_clock
  say "Domains"
  look_at_ports
  look_at_pair demo
  look_at_pair test
  if ((DOCTOR_STATUS)); then say "Something stands in the way: see the lines marked WRONG."; else say "Nothing stands in the way."; fi
  return "$DOCTOR_STATUS"
}

look_at_java() {
  local home version
  if home=$(find_jdk); then good "JDK 25 in $home"; else bad "no JDK 25: install one (Temurin 25, openjdk-25-jdk) or set JAVA_HOME to its folder"; fi
  version=$(maven_version)
  if at_least 3.8 "$version"; then good "Maven $version"; else bad "Maven ${version:-is missing}: 3.8 or later is needed (Debian: apt install maven)"; fi
}

look_at_node() {
  trust_machine
  if have_node; then
    good "Node $NODE_VERSION in .node/"
  elif ! type -P npm >/dev/null; then
    bad "neither .node/ nor npm is there: install any npm (Debian: apt install npm), it fetches Node $NODE_VERSION"
  elif timeout 30 npm view "$(node_package)@$NODE_VERSION" version >/dev/null 2>&1; then
    later "Node $NODE_VERSION, which npm will fetch into .node/"
  else
    bad "npm does not reach its registry: look at the network, at npm config get registry and at proxy settings"
  fi
}

look_at_packages() {
  local missing=()
  if system_prosody; then
    good "Prosody of this machine"
  elif [[ -f $UNPACKED/usr/bin/prosody ]]; then
    good "Prosody in .local/"
  else
    missing+=(Prosody)
  fi
  if find_postgres >/dev/null; then good "PostgreSQL (for the tests)"; else missing+=("PostgreSQL (for the tests)"); fi
  if [[ $(type -P chromium) && $(type -P chromedriver) ]]; then
    good "Chromium of this machine (for the tests)"
  elif [[ -x $LOCAL/bin/chromium ]]; then
    good "Chromium in .local/ (for the tests)"
  else
    missing+=("Chromium (for the tests)")
  fi
  if [[ -x $JUDGES/bin/gosop-forky ]]; then good "Judges in .local/ (for the tests)"; else missing+=("Judges (for the tests)"); fi
  ((${#missing[@]})) || return 0
  if ! type -P apt-get dpkg-deb >/dev/null; then
    bad "${missing[*]}: not found, and there is no apt-get to fetch it: install it by your system's means"
  elif apt_reaches; then
    later "${missing[*]}: will be fetched with apt-get and unpacked into .local/"
  else
    bad "${missing[*]}: not found, and apt-get reaches none of its sources: look at /etc/apt and at proxy settings"
  fi
}

# Asks for the smallest thing that apt fetches: a signed list of contents.
apt_reaches() {
  local uri
  type -P curl >/dev/null || return 0 # cannot be told without it
  while read -r uri; do
    if curl --silent --fail --location --max-time 15 --output /dev/null "$uri"; then return 0; fi
  done < <(apt-get update --print-uris 2>/dev/null | sed -n "s/^'\([^']*InRelease\)'.*/\1/p")
  return 1
}

look_at_room() {
  local disk memory
  disk=$(df -Pk "$ROOT" | awk 'NR == 2 { print int($4 / 1024) }')
  memory=$(awk '/^MemAvailable/ { print int($2 / 1024) }' /proc/meminfo)
  if ((disk >= 4000)); then good "$disk MB of disk"; else bad "$disk MB of disk are free: a build with its tests takes 4000; make room"; fi
  if ((memory >= 1500)) || demo_runs; then good "$memory MB of memory"; else bad "$memory MB of memory are free: the demo takes 1500, the tests 3000; end other programs"; fi
}

# Certificates and signatures carry times: a clock that is behind the newest source makes them invalid.
look_at_clock() {
  local newest
  newest=$(find "$ROOT/darkmail" "$ROOT/launcher" "$ROOT/pom.xml" -type f -printf '%T@\n' | sort -n | tail -n 1)
  if (($(date +%s) + 60 >= ${newest%.*})); then
    good "clock: $(date -u '+%F %T') UTC"
  else
    bad "the clock says $(date -u '+%F %T') UTC, before these sources were written: set it"
  fi
}

look_at_ports() {
  local taken
  if compgen -G "$DEMO/*/*.pid" >/dev/null; then return; fi
  taken=$(taken_places 8080 127.0.1)
  if [[ $taken ]]; then
    bad "another program listens on $taken, which the demo needs: end it (ss -ltnp names it)"
  else
    good "the demo's ports are free"
  fi
}

look_at_pair() {
  local folder="$ROOT/run/$1" status certificate
  if [[ ! -f $folder/pair.conf ]]; then
    later "$1: not set up yet"
    return
  fi
  status=$(bash "$ROOT/launcher/pair.sh" status "$folder" || true)
  case $(grep -c ' runs, ' <<<"$status") in
    4) good "$1: all four processes run" ;;
    0) good "$1: set up, does not run" ;;
    *) bad "$1: runs in part ($(grep 'not run' <<<"$status" | paste -sd, -)): start it again" ;;
  esac
  for certificate in "$folder"/ca/ca.crt "$folder"/*/prosody/certs/*.crt; do
    if [[ -r $certificate ]] && ! still_valid "$certificate"; then
      bad "$1: ${certificate##*/} ends within 30 days: ./darkmail stop and ./darkmail demo make a new one"
    fi
  done
}
