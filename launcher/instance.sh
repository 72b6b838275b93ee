# shellcheck shell=bash
# One Darkmail server: the WildFly that the build has provisioned, with a base folder of its own.

# What WildFly's own start script would open to the server's modules; it asks eight JVMs to find out.
readonly JVM_OPENS=(
  --add-exports=java.desktop/sun.awt=ALL-UNNAMED
  --add-exports=java.naming/com.sun.jndi.ldap=ALL-UNNAMED
  --add-exports=java.naming/com.sun.jndi.url.ldap=ALL-UNNAMED
  --add-exports=java.naming/com.sun.jndi.url.ldaps=ALL-UNNAMED
  --add-exports=jdk.naming.dns/com.sun.jndi.dns=ALL-UNNAMED
  --add-opens=java.base/com.sun.net.ssl.internal.ssl=ALL-UNNAMED
  --add-opens=java.base/java.{io,lang,lang.invoke,lang.reflect,net,security,util,util.concurrent}"=ALL-UNNAMED"
  --add-opens=java.management/javax.management=ALL-UNNAMED
  --add-opens=java.naming/javax.naming=ALL-UNNAMED
)
# The serial collector and this heap keep an instance below 550 MB; no perf data, which lies in /tmp.
readonly JVM_SIZES=(-XX:+UseSerialGC -Xms64m -Xmx384m -XX:+ExitOnOutOfMemoryError -XX:-UsePerfData
  -Xlog:aot=error -Xlog:cds=error)

# check_settings: fails with the sentence of the settings check when a DARKMAIL_* variable is missing or wrong.
check_settings() {
  "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 -XX:-UsePerfData -cp "$ROOT/target/classes" org.darkmail.boot.Settings
}

# run_server WILDFLY BASE [JVM_OPTION...]: turns this shell into the server that the DARKMAIL_* variables describe.
# BASE is made anew from WILDFLY but for its log: what has to survive is in DARKMAIL_DATA.
run_server() {
  local wildfly=$1 base=$2
  shift 2
  rm -rf "${base:?}"/{configuration,deployments,data,lib,tmp}
  mkdir -p "$base"
  cp -R "$wildfly"/standalone/{configuration,deployments,data,lib} "$base/"
  mkdir -p "$base/tmp" "$base/log"
  chmod 700 "$base"
  umask 077
  exec "$JAVA_HOME/bin/java" '-D[Standalone]' "${JVM_SIZES[@]}" "${JVM_OPENS[@]}" "$@" \
    -Djava.net.preferIPv4Stack=true -Djava.awt.headless=true -Djava.io.tmpdir="$base/tmp" \
    '-Djdk.serialFilter=maxbytes=10485760;maxdepth=128;maxarray=100000;maxrefs=300000' \
    -Djboss.modules.system.pkgs=org.jboss.byteman \
    -Dorg.jboss.boot.log.file="$base/log/server.log" \
    -Dlogging.configuration="file:$base/configuration/logging.properties" \
    -jar "$wildfly/jboss-modules.jar" -mp "$wildfly/modules" org.jboss.as.standalone \
    -Djboss.home.dir="$wildfly" -Djboss.server.base.dir="$base"
}

# ready ADDRESS PORT: whether /health/ready answers 200.
ready() {
  local line
  exec 9<>"/dev/tcp/$1/$2" || return 1
  printf 'GET /health/ready HTTP/1.0\r\nHost: localhost\r\n\r\n' >&9
  read -r -t 5 line <&9 || line=''
  exec 9>&-
  [[ $line == *' 200 '* ]]
} 2>/dev/null
