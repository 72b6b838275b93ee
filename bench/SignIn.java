import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.darkmail.journeys.stage.Cast;
import org.darkmail.journeys.stage.Pair;
import org.darkmail.journeys.stage.Shell;

/// The last key of the passphrase (Enter) until the inbox is painted, in a page that is already loaded.
/// Beside it: Argon2id with the same parameters alone, by the same library, in Node of the same engine.
void main(String[] arguments) throws Exception {
  int times = arguments.length == 0 ? 20 : Integer.parseInt(arguments[0]);
  try (var pair = Pair.setUp()) {
    pair.start();
    try (var cast = new Cast(pair, Path.of("target/bench/sign-in").toAbsolutePath())) {
      var anna = cast.measured(pair.north(), "anna");
      anna.signUp();
      var measured = new ArrayList<Double>();
      for (int i = 0; i <= times; i++) {
        anna.mailbox().signOut();
        anna.visit().waitUntilShown();
        anna.browser().script(WATCH);
        anna.signIn();
        var time = anna.browser().await("for the time", d -> (Number) anna.browser().script("return window.took"));
        if (i > 0) {
          measured.add(time.doubleValue());
        }
      }
      Figures.conditions();
      Figures.print("passphrase -> inbox", measured);
      Figures.print("beside it: Argon2id alone (t=3, p=4, 64 MiB)", argon2id());
    }
  }
}

static final String WATCH =
    """
    let from = null;
    window.took = null;
    window.addEventListener('submit', e => { from ??= e.timeStamp }, { capture: true });
    window.addEventListener('click', e => { from ??= e.timeStamp }, { capture: true });
    const ready = root => Array.from(root.querySelectorAll('*')).some(e =>
      e.dataset.test === 'app-ready' || (e.shadowRoot && ready(e.shadowRoot)));
    const look = now => {
      if (from !== null && ready(document)) window.took = performance.now() - from;
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    """;

List<Double> argon2id() {
  return Shell.run(List.of(".node/bin/node", "bench/argon2id.mjs")).lines().map(Double::valueOf).toList();
}
