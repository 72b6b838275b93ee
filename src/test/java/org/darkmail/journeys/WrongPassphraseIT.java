package org.darkmail.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.darkmail.journeys.pages.SignInPage;
import org.darkmail.journeys.stage.Cast;
import org.darkmail.journeys.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Stage.class)
class WrongPassphraseIT {

  @Test
  void aWrongPassphraseIsSaidAndSoIsAnUnknownAddressInTheSameWords(Cast cast) {
    var anna = cast.north("anna");
    anna.mailbox().signOut();
    var page = new SignInPage(anna.browser());

    page.signIn(anna.address(), "not the passphrase at all");
    var wrong = page.complaint();
    anna.visit().signIn("x" + anna.address(), anna.passphrase());
    var unknown = page.complaint();

    assertFalse(wrong.isBlank());
    assertEquals(wrong, unknown);
    anna.visit();
    anna.signIn();
  }
}
