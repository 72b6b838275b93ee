package org.darkmail.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.darkmail.journeys.browser.Browser;
import org.darkmail.journeys.pages.ConsolePages;
import org.darkmail.journeys.pages.Mailbox;
import org.darkmail.journeys.stage.Cast;
import org.darkmail.journeys.stage.Pair;
import org.darkmail.journeys.stage.Person;
import org.darkmail.journeys.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Stage.class)
class OperatorIT {

  @Test
  void theOperatorComesByTheLogsLinkSeesAPeerAwayRetriesGivesUpAndSeesItComeBack(
      Cast cast, Pair pair) throws Exception {
    var nora = cast.north("nora");
    var anna = cast.north("anna");
    var bela = cast.south("bela");
    var link = pair.north().adminLink();

    var console = new ConsolePages(nora.browser()).open(link);
    assertFalse(nora.browser().driver().getCurrentUrl().contains("#"), "the link is taken out");
    assertFalse(console.show("not the passphrase").complaint().isBlank());
    console.show(nora.passphrase()).waitUntilOpen();
    console.waitUntilFinding("relay", "good");
    console.waitUntilFinding("database", "good");
    console.delivery();

    lookAtAPeerThatIsAway(pair, console, anna, bela);

    assertNothingIsNamed(nora.browser(), List.of(anna, bela, nora));
    assertOnlyTheVaultsCallCarries(link.getFragment(), nora.browser());
    console.speak("de");
    assertEquals("Zustellung", console.heading());
    console.leave();
    nora.mailbox().waitUntilReady();
    nora.browser().driver().get(pair.north().url() + "/admin");
    assertTrue(console.asksForThePassphrase());
  }

  private static void lookAtAPeerThatIsAway(
      Pair pair, ConsolePages console, Person anna, Person bela) {
    var away = pair.south().domain();
    var storm = anna.writes().to(bela.address()).subject("Storm").body("Are you all right?");
    pair.south().stopProsody();
    storm.send();
    console.waitUntilServer(Mailbox.SLOWLY, away, "away", 1);
    assertTrue(console.server(away).contains("XMPP server cannot be reached"));

    console.order("retry", away);
    console.waitUntilServer(Browser.PATIENCE, away, "away", 1);
    console.order("pause", away);
    console.waitUntilServer(Browser.PATIENCE, away, "paused", 1);
    console.order("drop", away).confirm();
    console.waitUntilServer(Browser.PATIENCE, away, "paused", 0);
    anna.mailbox().open("sent").waitUntilDelivery("Storm", "expired");

    pair.south().startProsody();
    console.order("resume", away);
    anna.writes().to(bela.address()).subject("Calm").body("There you are.").send();
    bela.mailbox().row(Mailbox.SLOWLY, "Calm");
    console.waitUntilServer(Mailbox.SLOWLY, away, "answers", 0);
    assertEquals(0, bela.mailbox().rows("Storm").size());
  }

  private static void assertNothingIsNamed(Browser browser, List<Person> people) {
    var page = browser.wholeText();
    for (var person : people) {
      assertFalse(page.contains(person.local()), "a local part");
    }
    assertFalse(page.contains("Storm"));
  }

  /// Neither Flow nor a line of a request learns the token; and the passphrase reaches nobody.
  private static void assertOnlyTheVaultsCallCarries(String token, Browser browser)
      throws IOException {
    assertTrue(
        browser.wire().requests().stream().noneMatch(r -> r.target().contains(token)), "a target");
    assertEquals(0, containing(token, browser.wire().heads()));
    assertEquals(0, containing(token, browser.wire().frames()));
    assertEquals(2, containing(token, browser.wire().bodies()), "the wrong and the right try");
  }

  private static long containing(String text, Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> contains(file, text)).count();
    }
  }

  private static boolean contains(Path file, String text) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
