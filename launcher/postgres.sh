#!/usr/bin/env bash
# PostgreSQL for the tests: found on the machine or unpacked, started without root. Sourced by the launcher; by itself
# it is one server (see usage), which the tests hold by its standard input, so that it never outlives them.

readonly POSTGRES_OLDEST=15
readonly POSTGRES_UID=65534 # as root: nobody, since initdb wants an id that belongs to an account

# Prints the folder of the newest server that is new enough.
find_postgres() {
  local folder version newest='' best=0
  for folder in /usr/lib/postgresql/*/bin "${UNPACKED:-}"/usr/lib/postgresql/*/bin \
    "$(dirname "$(readlink -f "$(type -P postgres || echo /none/none)")")"; do
    if [[ ! -x $folder/postgres || ! -x $folder/initdb ]]; then continue; fi
    version=$(LD_LIBRARY_PATH=$(postgres_libraries "$folder") "$folder/postgres" --version | sed 's/[^0-9]*\([0-9]*\).*/\1/')
    if ((version >= POSTGRES_OLDEST && version > best)); then newest=$folder best=$version; fi
  done
  if [[ $newest ]]; then printf '%s\n' "$newest"; else return 1; fi
}

need_postgres() {
  if ! find_postgres >/dev/null; then unpack "PostgreSQL (for the tests)" postgresql; fi
  find_postgres >/dev/null ||
    fail "PostgreSQL $POSTGRES_OLDEST or later is needed for the tests: install it with your system's packages."
}

# The unpacked server needs the unpacked libraries, the machine's own must not see them.
postgres_libraries() { if [[ $1 == "$UNPACKED"/* ]]; then unpacked_libraries; fi; }

# serve_postgres FOLDER PORT [OPTION...]: a server on 127.0.0.1 until standard input ends. FOLDER holds the password of
# its superuser, darkmail, in the file password; its data are made at the first start.
serve_postgres() {
  local folder=$1 port=$2 bin server
  shift 2
  bin=$(find_postgres) || fail "PostgreSQL $POSTGRES_OLDEST or later was not found: run ./darkmail test, or install it."
  LD_LIBRARY_PATH=$(postgres_libraries "$bin")
  export LD_LIBRARY_PATH TZ=UTC LC_ALL=C
  if ((EUID == 0)); then chown -R "$POSTGRES_UID:$POSTGRES_UID" "$folder"; fi
  chmod 700 "$folder"
  if [[ ! -f $folder/data/PG_VERSION ]]; then
    (without_root "$POSTGRES_UID" "$folder" "$bin/initdb" --pgdata "$folder/data" --username darkmail --encoding UTF8 \
      --auth scram-sha-256 --pwfile "$folder/password" --no-sync) </dev/null >"$folder/initdb.log" 2>&1 ||
      { cat "$folder/initdb.log" >&2; fail "PostgreSQL did not make its files in $folder."; }
  fi
  (without_root "$POSTGRES_UID" "$folder" "$bin/postgres" -D "$folder/data" -h 127.0.0.1 -p "$port" -k '' "$@") </dev/null &
  server=$!
  while read -r _; do :; done
  kill -INT "$server" 2>/dev/null || true
  wait "$server" || true
}

postgres_usage() {
  cat <<'HELP'
Usage: bash launcher/postgres.sh FOLDER PORT [OPTION...]

A PostgreSQL server of its own on 127.0.0.1:PORT, until standard input ends. FOLDER/password names its superuser's
(darkmail) password; FOLDER/data is made if absent. OPTIONs go to postgres, for example -c fsync=off.
HELP
}

if [[ ${BASH_SOURCE[0]} == "$0" ]]; then
  set -euo pipefail
  ROOT=$(cd "$(dirname "$0")/.." && pwd -P)
  readonly ROOT
  for part in say process tools; do
    # shellcheck source=/dev/null
    . "$ROOT/launcher/$part.sh"
  done
  case ${1:---help} in --help | -h) postgres_usage ;; *) serve_postgres "$@" ;; esac
fi
