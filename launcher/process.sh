# shellcheck shell=bash
# Background processes, each known by a file with its process id and its start time, so that a number which the
# system has given to another process meanwhile is never taken for ours.

started_at() { # the 22nd field of /proc/PID/stat; the name before it may hold spaces
  local stat
  stat=$(<"/proc/$1/stat") || return 1
  stat=${stat##*) }
  # shellcheck disable=SC2086
  set -- $stat
  printf '%s\n' "${20}"
} 2>/dev/null

remember() { # remember PIDFILE PID
  printf '%s %s\n' "$2" "$(started_at "$2")" >"$1"
}

# Prints the process id if the remembered process is alive.
living() { # living PIDFILE
  local pid started
  [[ -f $1 ]] && read -r pid started <"$1" && [[ $(started_at "$pid") == "$started" ]] && printf '%s\n' "$pid"
}

# await SECONDS COMMAND...: until COMMAND succeeds.
await() {
  local deadline=$((SECONDS + $1))
  shift
  until "$@"; do
    if ((SECONDS >= deadline)); then return 1; fi
    sleep 0.1
  done
}

gone() { ! living "$1" >/dev/null; }

# end PIDFILE [SIGNAL]: ends the process and waits until it is gone; a deaf one is killed.
end() {
  local file=$1 signal=${2:-TERM} pid
  if pid=$(living "$file"); then
    kill "-$signal" "$pid"
    if ! await 120 gone "$file"; then
      kill -KILL "$pid"
      await 10 gone "$file"
    fi
  fi
  rm -f "$file"
}

# Whether somebody listens there; bash itself connects.
listening() { # listening ADDRESS PORT
  (: <"/dev/tcp/$1/$2") 2>/dev/null
}

# taken_places PORT NET: prints the addresses that a pair there needs (see pair.sh) and others have taken.
taken_places() {
  local place
  for place in 127.0.0.1:"$1" 127.0.0.1:"$(($1 + 1))" "$2".{1,2}:{5222,5269}; do
    if listening "${place%:*}" "${place#*:}"; then echo "$place"; fi
  done | paste -sd' '
}

need_places() {
  local taken
  taken=$(taken_places "$@")
  [[ ! $taken ]] || fail "another program listens on $taken, which is needed here: end it (ss -ltnp names it) and try again."
}

# without_root UID FOLDER COMMAND...: becomes COMMAND, as root under that id without rights. Where the folders above FOLDER
# are closed to others (a project below /root), only the right to pass them is kept.
without_root() {
  local folder=$2 drop=(setpriv --reuid "$1" --regid "$1" --clear-groups)
  shift 2
  if ((EUID != 0)); then exec setsid "$@"; fi
  if ! "${drop[@]}" test -r "$folder" -a -x "$1"; then
    drop+=(--inh-caps +dac_override --ambient-caps +dac_override)
  fi
  cd "$folder" || return
  exec setsid env HOME="$folder" "${drop[@]}" "$@"
}
