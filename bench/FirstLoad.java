import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.darkmail.journeys.pages.SignInPage;
import org.darkmail.journeys.stage.Cast;
import org.darkmail.journeys.stage.Pair;

/// All that a browser that was never here receives until the sign-in page stands and the vault has started, as it crosses
/// the wire: heads and bodies, compressed as the server sends them.
void main() throws Exception {
  try (var pair = Pair.setUp()) {
    pair.start();
    try (var cast = new Cast(pair, Path.of("target/bench/first-load").toAbsolutePath())) {
      var anna = cast.stranger(pair.north(), "anna");
      new SignInPage(anna.browser()).waitUntilShown();
      var parts = new TreeMap<>(anna.browser().wire().received());
      Figures.conditions();
      System.out.printf(Locale.ROOT, "first load: %.1f kB in %d answers%n", kilo(parts.values().stream().mapToLong(n -> n).sum()), parts.size());
      parts.entrySet().stream()
          .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
          .forEach(part -> System.out.printf(Locale.ROOT, "  %8.1f kB  %s%n", kilo(part.getValue()), part.getKey().replaceFirst("^https?://[^/]+", "")));
    }
  }
}

double kilo(long octets) {
  return octets / 1000.0;
}
