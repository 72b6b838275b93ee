package org.darkmail.journeys;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.darkmail.journeys.stage.Cast;
import org.darkmail.journeys.stage.Person;
import org.darkmail.journeys.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Stage.class)
class RecoveryIT {

  @Test
  void theRecoveryWordsSetANewPassphraseAndTheMailIsStillThere(Cast cast) {
    var anna = cast.north("anna");
    anna.writes().to(anna.address()).subject("To myself").body("Remember the milk.").send();
    anna.mailbox().open("inbox").row("To myself");
    anna.mailbox().signOut();
    var forgotten = anna.passphrase();

    anna.remembers(Person.letters(24));
    anna.visit().recover().recover(anna.address(), anna.words(), anna.passphrase());
    var mail = anna.mailbox().waitUntilReady().read("To myself");
    assertTrue(mail.body().contains("Remember the milk."));

    anna.mailbox().signOut();
    var page = anna.visit();
    page.signIn(anna.address(), forgotten);
    assertFalse(page.complaint().isBlank(), "the forgotten passphrase still opens");
    anna.visit();
    anna.signIn().row("To myself");
  }
}
