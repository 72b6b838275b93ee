package org.darkmail.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.darkmail.journeys.browser.Browser;
import org.darkmail.journeys.pages.Mailbox;
import org.darkmail.journeys.pages.SignInPage;
import org.darkmail.journeys.stage.Cast;
import org.darkmail.journeys.stage.Person;
import org.darkmail.journeys.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A mailbox whose network is taken away, with its browser's every connection.
@ExtendWith(Stage.class)
class OfflineIT {

  /// What the device holds: the stores of IndexedDB with their keys, and the names of caches, of
  /// files and of service workers.
  private static final String HELD =
      """
      const [done] = arguments;
      const database = await new Promise((take, fail) => {
        const opening = indexedDB.open('darkmail');
        opening.onsuccess = () => take(opening.result);
        opening.onerror = () => fail(opening.error);
      });
      const held = {};
      for (const name of database.objectStoreNames)
        held[name] = await new Promise((take, fail) => {
          const asking = database.transaction(name).objectStore(name).getAllKeys();
          asking.onsuccess = () => take(asking.result.map(String));
          asking.onerror = () => fail(asking.error);
        });
      database.close();
      held.caches = await caches.keys();
      held.workers = (await navigator.serviceWorker.getRegistrations()).map(one => one.scope);
      held.files = [];
      const folder = await (await navigator.storage.getDirectory())
        .getDirectoryHandle('darkmail').catch(() => null);
      if (folder) for await (const name of folder.keys()) held.files.push(name);
      done(held);
      """;

  /// What is cached, by path, and whether a word of a mail is in it.
  private static final String CACHED =
      """
      const [word, done] = arguments;
      const found = [];
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) {
          const text = await (await cache.match(request)).text();
          found.push(new URL(request.url).pathname + (text.includes(word) ? ' holds it' : ''));
        }
      }
      done(found);
      """;

  @Test
  void mailIsReadFoundAndWrittenWithoutANetworkAlsoAfterANewStartAndLeavesWhenItIsBack(Cast cast) {
    var anna = cast.north("anna");
    var bela = cast.south("bela");
    var browser = anna.browser();
    var box = anna.mailbox();
    var word = Person.letters(12);
    anna.writes().to(anna.address()).subject("Timetable").body(word + " at nine.").send();
    box.open("inbox").read("Timetable");
    box.settings().open("security").keepHere();
    box.open("inbox").row("Timetable");
    browser.await("for the text to be kept", d -> heldIn(anna, "sealed").contains("pack 0"));

    browser.online(false);
    browser.see("offline");
    assertTrue(box.read("Timetable").body().contains(word));
    box.search(word).row("Timetable");
    box.search("").read("Timetable");
    browser.click("archive");
    box.waitUntilGone("Timetable");
    write(anna, bela);
    box.open("outbox").row("From the train");

    browser.reload();
    browser.see("locked");
    assertTrue(
        box.unlock(anna.passphrase()).open("archive").read("Timetable").body().contains("nine"));
    box.search(word).row("Timetable");
    box.search("");
    box.open("outbox").row("From the train");
    assertEquals(0, bela.mailbox().rows("From the train").size());

    browser.online(true);
    bela.mailbox().row(Mailbox.SLOWLY, "From the train");
    assertEquals("I come at noon.", bela.mailbox().read("From the train").body().strip());
    box.open("sent").waitUntilDelivery(Mailbox.SLOWLY, "From the train", "delivered");
    assertFalse(browser.sees("offline"));
    assertEquals(List.of(), heldIn(anna, "queue"));
    assertIsNotCached(word, browser);
    Once.assertArrived(anna, bela, "From the train");
    anna.comeBack().open("archive").row("Timetable");
  }

  @Test
  void signingOutAsksForWhatWasNotSentAndLeavesNothing(Cast cast) {
    var anna = cast.north("anna");
    var bela = cast.south("bela");
    var browser = anna.browser();
    anna.mailbox().settings().open("security").keepHere();
    anna.mailbox().open("inbox");
    browser.online(false);
    browser.see("offline");
    write(anna, bela);
    assertFalse(heldIn(anna, "queue").isEmpty());
    assertFalse(heldIn(anna, "kept").isEmpty());

    browser.click("account-menu");
    browser.click("sign-out");
    browser.click("dialog-no");
    anna.mailbox().open("outbox").row("From the train");
    browser.click("account-menu");
    browser.click("sign-out");
    browser.click("dialog-yes");
    var page = new SignInPage(browser);
    page.waitUntilShown();

    browser.await(
        "for the device to be empty",
        d ->
            Stream.of("kept", "queue", "resume", "sealed", "caches", "workers", "files")
                .allMatch(name -> heldIn(anna, name).isEmpty()));
    browser.online(true);
    browser.reload();
    page.waitUntilShown();
    anna.signIn().open("drafts");
    assertFalse(browser.wholeText().contains("From the train"));
  }

  private static void write(Person author, Person reader) {
    var composer = author.writes();
    composer.to(reader.address());
    assertEquals("offline", composer.waitUntilLookedUp(reader.address()));
    composer.subject("From the train").body("I come at noon.").send();
    author.browser().see("offline-show");
  }

  private static void assertIsNotCached(String word, Browser browser) {
    var cached = (List<?>) browser.scriptAsync(Duration.ofSeconds(20), CACHED, word);
    assertFalse(cached.isEmpty());
    for (var path : cached) {
      assertTrue(
          path.toString()
              .matches(
                  "/(VAADIN/build|aura)/[\\w./-]+|/offline|/icon[\\w.-]+|/manifest.webmanifest"),
          path.toString());
    }
  }

  private static List<?> heldIn(Person person, String name) {
    var held = (Map<?, ?>) person.browser().scriptAsync(Duration.ofSeconds(20), HELD);
    return (List<?>) held.get(name);
  }
}
