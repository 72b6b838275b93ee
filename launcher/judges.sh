# shellcheck shell=bash
# The independent judges of the tests: other people's OpenPGP programs, which open what Darkmail seals and verify what
# it signs. Older Debians lack them or have ones that do not know RFC 9580: so, whatever the machine, they come from
# Debian 13 with the C library that they were built for, and run beside the machine's own.

readonly JUDGES="$LOCAL/judges"

need_judges() {
  local judge
  for judge in sqop rsop gosop gosop-forky; do
    if [[ ! -x $JUDGES/bin/$judge ]]; then
      type -P apt-get dpkg-deb >/dev/null ||
        fail "The judges of the tests (sqop, rsop, gosop) are unpacked from Debian's packages, which takes apt-get and dpkg."
      step "Fetch the independent judges and unpack them into .local/" fetch_judges
      return
    fi
  done
}

# gosop of Debian 14 is the first of all of them that knows ML-KEM-768+X25519 (RFC 9980).
fetch_judges() {
  rm -rf "$JUDGES"
  unpack_judges trixie sqop rsop gosop
  judge_script sqop trixie sqop
  judge_script rsop trixie rsop
  judge_script gosop trixie gosop
  unpack_judges forky gosop
  judge_script gosop-forky forky gosop
}

unpack_judges() { # unpack_judges SUITE PACKAGE...
  local suite=$1 apt="$LOCAL/apt" archive mirror
  shift
  private_apt
  mirror=$(debian_mirror)
  [[ $mirror ]] || { echo "apt has no source of Debian's: add one to /etc/apt (DEBIAN_MIRROR names it for once)."; return 1; }
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $suite main" >"$apt/$suite.list"
  printf 'Dir::Etc::sourcelist "%s";\nDir::Etc::sourceparts "/dev/null";\n' "$apt/$suite.list" >"$apt/conf.d/zzz-judges"
  : >"$apt/state/status" # as if nothing were installed: all that they need comes too
  apt-get update
  apt-get install --yes --download-only --no-install-recommends "$@"
  umask 022
  mkdir -p "$JUDGES/$suite" "$JUDGES/bin"
  for archive in "$apt"/cache/archives/*.deb; do dpkg-deb -x "$archive" "$JUDGES/$suite"; done
  rm -rf "$apt"
}

# The mirror from which this machine has its own packages, also where nothing has been fetched from it yet.
debian_mirror() {
  local mirrors
  mirrors=$(apt-get indextargets --no-release-info --format "\$(REPO_URI)" 'Created-By: Packages')
  echo "${DEBIAN_MIRROR:-$(grep --max-count=1 '/debian/$' <<<"$mirrors" || true)}"
}

judge_script() { # judge_script NAME SUITE PROGRAM
  local loader
  loader=$(cd "$JUDGES" && compgen -G "$2/usr/lib/*-linux-gnu/ld-linux-*.so.*")
  cat >"$JUDGES/bin/$1" <<SH
#!/bin/sh
judges=\${0%/bin/*} # so that the project's folder may move
exec "\$judges/$loader" --library-path "\$judges/${loader%/*}" "\$judges/$2/usr/bin/$3" "\$@"
SH
  chmod +x "$JUDGES/bin/$1"
}
