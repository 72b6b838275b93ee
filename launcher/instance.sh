# shellcheck shell=bash
# One Darkmail server: the provisioned WildFly with a base folder of its own.

readonly SERVER="$ROOT/target/server"

server_answers() { # server_answers ADDRESS PORT
  local line
  exec 9<>"/dev/tcp/$1/$2" || return 1
  printf 'GET /health/ready HTTP/1.0\r\nHost: localhost\r\n\r\n' >&9
  read -r -t 5 line <&9 || line=''
  exec 9>&-
  [[ $line == *' 200 '* ]]
} 2>/dev/null
