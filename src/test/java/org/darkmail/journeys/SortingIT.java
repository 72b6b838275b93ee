package org.darkmail.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.darkmail.journeys.pages.Mailbox;
import org.darkmail.journeys.stage.Cast;
import org.darkmail.journeys.stage.Person;
import org.darkmail.journeys.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.support.ui.Select;

@ExtendWith(Stage.class)
class SortingIT {

  /// What `datetime-local` calls a moment soon after now, by the page's own clock.
  private static final String SOON =
      "const at = new Date(Date.now() + 12000);"
          + "arguments[0].value = new Date(at - at.getTimezoneOffset() * 60000)"
          + ".toISOString().slice(0, 19)";

  @Test
  void mailIsFilteredSnoozedAndSilencedWithoutTheServerKnowing(Cast cast) throws IOException {
    var anna = cast.north("anna");
    var bela = cast.south("bela");
    var browser = bela.browser();
    var mailbox = bela.mailbox();

    browser.click("settings");
    browser.click("settings-sorting");
    addFilter(bela, "Apples, Quincewood");
    write(anna, bela, "Apples");
    write(anna, bela, "Pears");
    mailbox.open("inbox").row("Pears");
    assertTrue(mailbox.rows("Apples").isEmpty());
    mailbox.open("archive").read("Apples");
    assertEquals("rule", browser.see("why").getDomAttribute("data-by"));

    browser.click("settings");
    browser.click("settings-sorting");
    addFilter(bela, "Pears");
    browser.click("rules-apply");
    browser.await("for the word that it is done", d -> browser.text("toast").contains("1 "));
    mailbox.open("archive").row("Pears");
    browser.click("undo");
    mailbox.open("inbox").read("Pears");

    browser.click("reader-snooze");
    browser.click("snooze-own");
    browser.script(SOON, browser.see("snooze-time"));
    browser.click("snooze-set");
    mailbox.waitUntilGone("Pears");
    mailbox.open("snoozed").row("Pears");
    mailbox.open("inbox");
    browser.await(
        "for the mail to come back unread",
        d ->
            mailbox.rows("Pears").stream()
                .anyMatch(row -> "false".equals(row.getDomAttribute("data-seen"))));

    mailbox.read("Pears");
    browser.click("message-menu");
    browser.click("block");
    browser.await("for the notice", d -> browser.text("toast").contains("blocked"));
    write(anna, bela, "Plums");
    var plums = mailbox.open("spam").row("Plums");
    assertEquals("true", plums.getDomAttribute("data-seen"));
    browser.click("settings");
    browser.click("settings-sorting");
    browser.click("unblock");
    browser.await("for nobody to be blocked", d -> !browser.sees("blocked"));
    write(anna, bela, "Cherries");
    mailbox.open("inbox").row("Cherries");
    assertTrue(mailbox.rows("Plums").isEmpty());

    for (var folder : new Path[] {browser.wire().heads(), browser.wire().bodies()}) {
      assertFalse(sent(folder, "Quincewood"));
      assertFalse(sent(folder, "snoozed"));
    }
  }

  private static void addFilter(Person person, String words) {
    var browser = person.browser();
    browser.click("rule-new");
    new Select(browser.see("rule-field")).selectByValue("subject");
    browser.fill("rule-words", words);
    new Select(browser.see("rule-move")).selectByValue("archive");
    browser.click("rule-save");
    browser.await("for the filter to be kept", d -> !browser.sees("rule-form"));
  }

  private static void write(Person from, Person to, String subject) {
    from.writes().to(to.address()).subject(subject).body("About " + subject + ".").send();
    from.mailbox().open("sent").waitUntilDelivery(Mailbox.SLOWLY, subject, "delivered");
  }

  private static boolean sent(Path folder, String word) throws IOException {
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(word)) {
          return true;
        }
      }
    }
    return false;
  }
}
