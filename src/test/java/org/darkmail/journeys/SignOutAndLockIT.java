package org.darkmail.journeys;

import static org.junit.jupiter.api.Assertions.assertFalse;

import org.darkmail.journeys.pages.SignInPage;
import org.darkmail.journeys.stage.Cast;
import org.darkmail.journeys.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Stage.class)
class SignOutAndLockIT {

  @Test
  void afterSignOutNothingOfTheMailIsLeftInThePage(Cast cast) {
    var anna = cast.north("anna");
    anna.writes().to(anna.address()).subject("To myself").body("Remember the milk.").send();
    anna.mailbox().open("inbox").read("To myself");

    anna.mailbox().signOut();

    assertFalse(anna.browser().wholeText().contains("To myself"));
    anna.browser().reload();
    new SignInPage(anna.browser()).waitUntilShown();
    anna.browser().driver().navigate().back();
    new SignInPage(anna.browser()).waitUntilShown();
    assertFalse(anna.browser().wholeText().contains("To myself"));
  }

  @Test
  void aLockedMailboxShowsNothingUntilThePassphraseIsTyped(Cast cast) {
    var anna = cast.north("anna");
    anna.writes().to(anna.address()).subject("To myself").body("Remember the milk.").send();
    anna.mailbox().open("inbox").row("To myself");

    anna.mailbox().lock();
    assertFalse(anna.browser().wholeText().contains("To myself"));
    anna.mailbox().unlock(anna.passphrase()).row("To myself");

    anna.mailbox().lock();
    assertFalse(anna.mailbox().opensByReload(), "a reload unlocks");
    anna.mailbox().unlock(anna.passphrase()).row("To myself");
  }
}
