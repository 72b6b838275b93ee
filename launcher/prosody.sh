# shellcheck shell=bash
# The XMPP server of one domain: found or unpacked, configured strictly, started without root.

readonly PROSODY_UID=54321             # belongs to no account; Prosody refuses to run as root
readonly STANZA_LIMIT=$((128 * 1024))  # bytes; a frame is at most 48 KiB, about 64 KiB as base64

system_prosody() {
  type -P prosody prosodyctl >/dev/null &&
    compgen -G '/usr/lib/*/lua/5.*/lunbound.so' >/dev/null
}

need_prosody() {
  if ! system_prosody && [[ ! -f $UNPACKED/usr/bin/prosody ]]; then unpack Prosody prosody lua-unbound; fi
}

# configure_prosody FOLDER DOMAIN ADDRESS CA HOSTS: everything this XMPP server is told. FOLDER holds its
# certificate in certs/, its data and its log; HOSTS is the hosts file that its resolver reads instead of /etc/hosts.
configure_prosody() {
  local folder=$1 domain=$2 address=$3 ca=$4 hosts=$5 program
  mkdir -p "$folder/data"
  cat >"$folder/prosody.cfg.lua" <<LUA
-- $domain: TLS 1.3 only; other domains prove themselves by certificate (SASL EXTERNAL), there is no dialback.
data_path = "$folder/data"
pidfile = "$folder/data/prosody.pid"
certificates = "$folder/certs"
umask = "077"
log = { info = "$folder/prosody.log" } -- never debug, which logs the heads of stanzas

interfaces = { "$address" }
c2s_ports = { 5222 }; c2s_direct_tls_ports = {}
s2s_ports = { 5269 }; s2s_direct_tls_ports = {}
use_ipv6 = false
unbound = { hoststxt = "$hosts" }

modules_enabled = { "disco"; "saslauth"; "tls"; "smacks"; "ping"; "blocklist" }
modules_disabled = { "s2s_auth_dane_in" }
allow_registration = false

tls_profile = "modern"
ssl = { cafile = "$ca"; capath = false }
c2s_require_encryption = true
s2s_require_encryption = true
s2s_secure_auth = true
s2s_timeout = 20
authentication = "internal_hashed"
password_hash = "SHA-1" -- the relay's library knows no other SCRAM
disable_sasl_mechanisms = { "PLAIN"; "LOGIN"; "DIGEST-MD5"; "ANONYMOUS" }

storage = "internal"
c2s_stanza_size_limit = $STANZA_LIMIT
s2s_stanza_size_limit = $STANZA_LIMIT
smacks_hibernation_time = 60
smacks_max_queue_size = 5000

VirtualHost "$domain"
LUA
  # The packaged scripts name their folders absolutely: copies name the unpacked ones.
  if ! system_prosody; then
    for program in prosody prosodyctl; do
      sed -e "s#^CFG_SOURCEDIR=.*#CFG_SOURCEDIR='$UNPACKED/usr/lib/prosody'#" \
        -e "s#^CFG_PLUGINDIR=.*#CFG_PLUGINDIR='$UNPACKED/usr/lib/prosody/modules/'#" \
        -e "s#^CFG_CONFIGDIR=.*#CFG_CONFIGDIR='$folder'#; s#^CFG_DATADIR=.*#CFG_DATADIR='$folder/data'#" \
        "$UNPACKED/usr/bin/$program" >"$folder/$program.lua"
    done
  fi
  if ((EUID == 0)); then chown -R "$PROSODY_UID:$PROSODY_UID" "$folder"; fi
  chmod 700 "$folder"
}

# run_prosody FOLDER PROGRAM ARGUMENT...: turns this shell into prosody or prosodyctl of FOLDER.
run_prosody() {
  local folder=$1 program=$2 command
  shift 2
  if system_prosody; then
    command=("$(type -P "$program")")
  else
    command=("$UNPACKED/usr/bin/lua5.4" "$folder/$program.lua")
    LD_LIBRARY_PATH=$(unpacked_libraries)
    LUA_PATH="$UNPACKED/usr/share/lua/5.4/?.lua;$UNPACKED/usr/share/lua/5.4/?/init.lua;;"
    LUA_CPATH="$(echo "$UNPACKED"/usr/lib/*-linux-gnu)/lua/5.4/?.so;;"
    export LD_LIBRARY_PATH LUA_PATH LUA_CPATH
  fi
  without_root "$PROSODY_UID" "$folder" "${command[@]}" --config "$folder/prosody.cfg.lua" "$@"
}

# Makes darkmail@DOMAIN with the password in FILE; the password passes by a pipe, not by an argument.
create_relay() { # create_relay FOLDER DOMAIN FILE
  local folder=$1 domain=$2 password
  password=$(<"$3")
  rm -rf "$folder"/data/*/accounts # left by a set-up that was interrupted
  printf '%s\n%s\n' "$password" "$password" | (run_prosody "$folder" prosodyctl adduser "darkmail@$domain") >/dev/null
}
