# shellcheck shell=bash
# The private authority of a pair of domains: made at set-up, known to this pair alone.

readonly CERTIFICATE_DAYS=825 AUTHORITY_DAYS=3650 RENEW_BEFORE_SECONDS=$((30 * 24 * 3600))

openssl_here() {
  if type -P openssl >/dev/null; then
    openssl "$@"
  else
    LD_LIBRARY_PATH="$(unpacked_libraries)" OPENSSL_CONF="$UNPACKED/usr/lib/ssl/openssl.cnf" "$UNPACKED/usr/bin/openssl" "$@"
  fi
}

still_valid() { # still_valid CERTIFICATE
  [[ -f $1 ]] && openssl_here x509 -in "$1" -noout -checkend "$RENEW_BEFORE_SECONDS" >/dev/null
}

new_key() {
  (umask 077 && openssl_here genpkey -algorithm EC -pkeyopt ec_paramgen_curve:prime256v1 -out "$1" 2>/dev/null)
}

make_authority() { # make_authority FOLDER
  local ca=$1
  if still_valid "$ca/ca.crt"; then return; fi
  mkdir -p "$ca"
  new_key "$ca/ca.key"
  openssl_here req -x509 -new -key "$ca/ca.key" -sha256 -days "$AUTHORITY_DAYS" -subj "/CN=Darkmail private authority" \
    -addext basicConstraints=critical,CA:TRUE,pathlen:0 -addext keyUsage=critical,keyCertSign,cRLSign -out "$ca/ca.crt"
}

# Both roles of a server-to-server link are proved by one certificate (SASL EXTERNAL), hence both key usages.
# DNS names only: an xmppAddr name makes some XMPP servers fail.
make_certificate() { # make_certificate CA_FOLDER DOMAIN FOLDER
  local ca=$1 domain=$2 folder=$3
  if still_valid "$folder/$domain.crt" && openssl_here verify -CAfile "$ca/ca.crt" "$folder/$domain.crt" >/dev/null 2>&1; then
    return
  fi
  mkdir -p "$folder"
  new_key "$folder/$domain.key"
  openssl_here req -new -key "$folder/$domain.key" -subj "/CN=$domain" -out "$folder/$domain.csr"
  openssl_here x509 -req -in "$folder/$domain.csr" -CA "$ca/ca.crt" -CAkey "$ca/ca.key" -set_serial "0x$(openssl_here rand -hex 16)" \
    -sha256 -days "$CERTIFICATE_DAYS" -out "$folder/$domain.crt" -extfile <(
      printf '%s\n' basicConstraints=critical,CA:FALSE keyUsage=critical,digitalSignature \
        extendedKeyUsage=serverAuth,clientAuth "subjectAltName=DNS:$domain"
    ) 2>/dev/null
  rm "$folder/$domain.csr"
}

need_openssl() {
  if ! type -P openssl >/dev/null && [[ ! -x $UNPACKED/usr/bin/openssl ]]; then unpack OpenSSL openssl; fi
}
