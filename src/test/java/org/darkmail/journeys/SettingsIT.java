package org.darkmail.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.darkmail.journeys.stage.Cast;
import org.darkmail.journeys.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Stage.class)
class SettingsIT {
  private static final String OTHER = "eleven quiet herons over the weir";

  @Test
  void germanProtonsKeysAndAnotherPassphraseAreChosenAndKept(Cast cast) {
    var anna = cast.north("anna");
    var browser = anna.browser();

    var settings = anna.mailbox().settings().speak("de");
    assertEquals("Schreiben", browser.text("compose"));
    settings.choose("keys-proton");
    anna.mailbox().open("inbox");
    browser.press("n");
    browser.see("composer");
    browser.click("composer-close");

    anna.mailbox().settings().open("security").changePassphrase(anna.passphrase(), OTHER);
    assertTrue(browser.driver().getCurrentUrl().endsWith("/mail/settings/security"));
    anna.mailbox().lock();
    anna.mailbox().unlock(OTHER);
    assertEquals("Schreiben", browser.text("compose"));
  }
}
