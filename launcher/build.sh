# shellcheck shell=bash
# The server, built when its sources have changed since the last build.

readonly STAMP="$ROOT/target/server/built-from"

maven() {
  (cd "$ROOT" && MAVEN_OPTS="${MAVEN_OPTS:-} -XX:-UsePerfData" mvn --batch-mode --no-transfer-progress "$@")
}

# One hash over everything the server is made of.
sources_hash() {
  (
    cd "$ROOT" || exit
    find pom.xml .mvn package.json package-lock.json tsconfig*.json vite.config.ts types.d.ts src/main frontend -type f \
      ! -path 'frontend/generated/*' ! -path 'frontend/test/*' ! -path 'src/main/bundles/*' ! -path 'src/main/frontend/*' \
      -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum
  )
}

# The stamp lies in the server's folder, which every build by hand makes anew: then the launcher builds once more.
need_server() {
  need_jdk
  need_maven
  need_node
  if [[ -f $STAMP && $(<"$STAMP") == "$(sources_hash)" ]]; then return; fi
  step "Build the server (about a minute; the first time it also downloads what it is made of)" maven package -DskipTests
  mark_built
}

mark_built() { sources_hash >"$STAMP"; }
