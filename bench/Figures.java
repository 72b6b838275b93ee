import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// What every measurement prints.
final class Figures {

  private Figures() {}

  /// A figure without these is worth nothing.
  static void conditions() throws IOException {
    var processor =
        Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
            .filter(line -> line.startsWith("model name"))
            .findFirst()
            .map(line -> line.substring(line.indexOf(':') + 2))
            .orElse("unknown processor");
    var load = Files.readString(Path.of("/proc/loadavg")).split(" ");
    System.out.printf(
        Locale.ROOT,
        "conditions: %d cores, %s, load average %s, JDK %s, everything on one machine%n",
        Runtime.getRuntime().availableProcessors(),
        processor,
        load[0],
        Runtime.version());
  }

  /// Milliseconds.
  static void print(String what, List<Double> times) {
    var sorted = times.stream().sorted().toList();
    System.out.printf(
        Locale.ROOT,
        "%s: p50 %.1f ms, p99 %.1f ms, least %.1f, most %.1f (%d times)%n",
        what,
        at(sorted, 0.50),
        at(sorted, 0.99),
        sorted.getFirst(),
        sorted.getLast(),
        sorted.size());
  }

  /// Nearest rank.
  private static double at(List<Double> sorted, double part) {
    return sorted.get((int) Math.ceil(part * sorted.size()) - 1);
  }
}
