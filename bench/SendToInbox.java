import java.nio.file.Path;
import java.util.ArrayList;
import org.darkmail.journeys.stage.Cast;
import org.darkmail.journeys.stage.Instance;
import org.darkmail.journeys.stage.Pair;
import org.darkmail.journeys.stage.Person;
import org.darkmail.journeys.stage.XmppClient;

/// Click on Send at north until the row stands in the open inbox at south, by the clock that both
/// browsers share. Beside it, in the same run: a round trip between the two XMPP servers.
void main(String[] arguments) throws Exception {
  int mails = arguments.length == 0 ? 100 : Integer.parseInt(arguments[0]);
  try (var pair = Pair.setUp()) {
    pair.start();
    try (var cast = new Cast(pair, Path.of("target/bench/send-to-inbox").toAbsolutePath())) {
      var anna = cast.measured(pair.north(), "anna");
      var bela = cast.measured(pair.south(), "bela");
      anna.signUp();
      bela.signUp();
      bela.browser().script(SEE);
      travel(anna, bela, "warm up");
      var times = new ArrayList<Double>();
      for (int i = 0; i < mails; i++) {
        times.add(travel(anna, bela, "measured " + Person.letters(12)));
      }
      Figures.conditions();
      Figures.print("click on Send -> shown in the other browser's open inbox", times);
      Figures.print("beside it: XMPP ping north's server -> south's server -> back", pings(pair.north(), pair.south()));
    }
  }
}

/// Notes when a row first stands in the page, whichever element's tree it comes into.
static final String SEE =
    """
    window.seen = {};
    const text = root => Array.from(root.querySelectorAll('*'), e =>
      (e.shadowRoot ? text(e.shadowRoot) : '') + (e.dataset.test === 'row' ? ' ' + e.textContent : '')).join('');
    const known = new WeakSet();
    const observe = root => {
      if (!known.has(root)) {
        known.add(root);
        observer.observe(root, { subtree: true, childList: true, characterData: true });
      }
      for (const e of root.querySelectorAll('*')) if (e.shadowRoot) observe(e.shadowRoot);
    };
    const observer = new MutationObserver(() => {
      const now = performance.timeOrigin + performance.now();
      for (const [word] of text(document).matchAll(/(measured \\w{12}|warm up)/g)) window.seen[word] ??= now;
      observe(document);
    });
    observe(document);
    """;

/// Milliseconds.
double travel(Person anna, Person bela, String subject) {
  anna.browser().script(
      "window.addEventListener('click', e => { window.sentAt = performance.timeOrigin + e.timeStamp }, {capture: true})");
  anna.writes().to(bela.address()).subject(subject).body("A line or two, as people write.").send();
  var sent = (Number) anna.browser().script("return window.sentAt");
  var seen = bela.browser().await("for the row", d -> (Number) bela.browser().script("return window.seen[arguments[0]]", subject));
  return seen.doubleValue() - sent.doubleValue();
}

/// XEP-0199 from a second resource of north's relay account to south's server, milliseconds.
ArrayList<Double> pings(Instance from, Instance to) throws Exception {
  var times = new ArrayList<Double>();
  try (var xmpp = XmppClient.connect(from)) {
    xmpp.ping(to.domain());
    for (int i = 0; i < 100; i++) {
      long began = System.nanoTime();
      xmpp.ping(to.domain());
      times.add((System.nanoTime() - began) / 1e6);
    }
  }
  return times;
}
