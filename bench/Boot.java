import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.darkmail.journeys.stage.Instance;
import org.darkmail.journeys.stage.Pair;

/// Start of north's server until it answers that it is ready: as on the first day, then with the start-up
/// cache that the demo's first stop leaves behind (JEP 514). Beside it: the same WildFly without
/// Darkmail and without a cache.
void main(String[] arguments) throws Exception {
  int times = arguments.length == 0 ? 3 : Integer.parseInt(arguments[0]);
  try (var pair = Pair.setUp()) {
    var north = pair.north();
    north.startProsody();
    north.start();
    north.stop();
    var plain = boots(north, times);
    long plainMemory = resident(north);
    north.stop();
    north.startForCache();
    north.stop();
    var cached = boots(north, times);
    long cachedMemory = resident(north);
    north.stop();
    Figures.conditions();
    Figures.print("boot to ready, no cache", plain);
    System.out.printf(Locale.ROOT, "resident memory after it: %d MB%n", plainMemory / 1000);
    Figures.print("boot to ready, with the cache", cached);
    System.out.printf(Locale.ROOT, "resident memory after it: %d MB%n", cachedMemory / 1000);
    Figures.print("beside it: the same WildFly, empty", List.of(empty(), empty(), empty()));
  }
}

/// Milliseconds. The server runs afterwards.
List<Double> boots(Instance instance, int times) {
  var measured = new ArrayList<Double>();
  for (int i = 0; i < times; i++) {
    instance.stop();
    long began = System.nanoTime();
    instance.start();
    measured.add((System.nanoTime() - began) / 1e6);
  }
  return measured;
}

/// kB.
long resident(Instance instance) throws IOException {
  return Files.readAllLines(Path.of("/proc/" + instance.pid() + "/status")).stream()
      .filter(line -> line.startsWith("VmRSS:"))
      .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
      .sum();
}

/// Milliseconds until an empty server says that it has started.
double empty() throws Exception {
  var base = Files.createTempDirectory("empty-wildfly");
  try {
    new ProcessBuilder("cp", "-R", "target/server/standalone/configuration", base.toString()).start().waitFor();
    long began = System.nanoTime();
    var server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-Xms64m", "-Xmx384m", "-Djboss.home.dir=target/server",
                "-Djboss.server.base.dir=" + base, "-Djboss.socket.binding.port-offset=900",
                "-jar", "target/server/jboss-modules.jar", "-mp", "target/server/modules", "org.jboss.as.standalone")
            .redirectErrorStream(true)
            .start();
    server.getOutputStream().close();
    try (var lines = server.inputReader()) {
      while (!lines.readLine().contains("WFLYSRV0025")) {
        // not yet started
      }
      return (System.nanoTime() - began) / 1e6;
    } finally {
      server.destroy();
      server.waitFor();
    }
  } finally {
    new ProcessBuilder("rm", "-rf", base.toString()).start().waitFor();
  }
}
