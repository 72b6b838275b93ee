package org.darkmail.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.darkmail.journeys.pages.Composer;
import org.darkmail.journeys.stage.Cast;
import org.darkmail.journeys.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

@ExtendWith(Stage.class)
class ContactsIT {

  @Test
  void whoWroteBecomesAContactThatIsCompletedAndThatTheServerCannotName(Cast cast)
      throws IOException {
    var anna = cast.north("anna");
    var bela = cast.south("bela");
    anna.writes().to(bela.address()).subject("Apples").body("How many?").send();
    var mailbox = bela.mailbox();
    var browser = bela.browser();
    mailbox.read("Apples");
    browser.click("message-menu");
    browser.click("add-contact");
    browser.await("for the notice", d -> browser.text("toast").contains("contacts"));

    browser.click("contacts");
    browser.click("contact");
    assertEquals(anna.address(), browser.text("card-email"));
    browser.click("card-edit");
    browser.fill("card-name-input", "Annabel Orchardkeeper");
    browser.fill("card-groups", "Pomologists");
    browser.click("card-save");
    browser.await("for the new name", d -> browser.text("card-name").contains("Orchardkeeper"));

    browser.click("card-delete");
    browser.await("for the empty book", d -> browser.sees("contacts-empty"));
    browser.click("undo");
    browser.await("for the contact to come back", d -> browser.sees("contact"));

    browser.click("compose");
    browser.type("to-input", "pomo");
    browser.see("known");
    browser.press(Keys.ENTER);
    var composer = new Composer(browser);
    assertTrue(composer.waitUntilLookedUp(anna.address()).matches("sealed|first-contact"));
    composer.subject("Seven").body("And pears.").send();
    anna.mailbox().read("Seven");

    anna.browser().click("compose");
    anna.browser().type("to-input", bela.local().substring(0, 3));
    anna.browser().see("known");
    anna.browser().press(Keys.ARROW_DOWN, Keys.ARROW_UP, Keys.ENTER);
    new Composer(anna.browser()).waitUntilLookedUp(bela.address());

    browser.reload();
    mailbox.waitUntilReady();
    browser.click("contacts");
    browser.click("contact");
    browser.await("for the card", d -> browser.text("card-name").contains("Orchardkeeper"));
    assertFalse(browser.driver().getCurrentUrl().toLowerCase().contains("anna"));
    for (var word : new String[] {"Orchardkeeper", "Pomologists"}) {
      assertFalse(sent(browser.wire().heads(), word));
      assertFalse(sent(browser.wire().bodies(), word));
    }
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
