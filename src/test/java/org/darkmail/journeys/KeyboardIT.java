package org.darkmail.journeys;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.darkmail.journeys.pages.Composer;
import org.darkmail.journeys.pages.Reader;
import org.darkmail.journeys.stage.Cast;
import org.darkmail.journeys.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

@ExtendWith(Stage.class)
class KeyboardIT {

  @Test
  void aMailIsWrittenSentAndReadWithoutAMouse(Cast cast) {
    var anna = cast.north("anna");
    anna.mailbox().signOut();
    anna.visit().waitUntilShown();
    var keys = anna.browser();

    keys.tabTo("sign-in-address");
    keys.press(anna.address());
    keys.tabTo("sign-in-passphrase");
    keys.press(anna.passphrase(), Keys.ENTER);
    anna.mailbox().waitUntilReady();

    keys.tabTo("compose");
    keys.press(Keys.ENTER);
    keys.see("to-input");
    keys.tabTo("to-input");
    keys.press(anna.address(), Keys.ENTER);
    new Composer(keys).waitUntilLookedUp(anna.address());
    keys.tabTo("subject");
    keys.press("By hand");
    keys.tabTo("body");
    keys.press("Not a click.");
    keys.pressWithControl(Keys.ENTER);

    anna.mailbox().row("By hand");
    keys.tabTo("row");
    keys.press(Keys.ENTER);
    assertTrue(new Reader(keys).waitUntilShown("By hand").body().contains("Not a click."));
  }
}
