package org.darkmail.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.darkmail.journeys.stage.Cast;
import org.darkmail.journeys.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Stage.class)
class ReloadAndTabsIT {

  @Test
  void aReloadKeepsTheSession(Cast cast) {
    var anna = cast.north("anna");
    anna.writes().to(anna.address()).subject("To myself").body("Remember the milk.").send();
    anna.mailbox().open("inbox").row("To myself");

    anna.browser().reload();

    var mail = anna.mailbox().waitUntilReady().read("To myself");
    assertTrue(mail.body().contains("Remember the milk."));
  }

  @Test
  void twoTabsShowANewMailOnceEach(Cast cast) {
    var anna = cast.north("anna");
    var bela = cast.south("bela");
    var first = bela.browser().openTab(bela.home().url().toString());
    bela.mailbox().waitUntilReady();
    var second = bela.browser().driver().getWindowHandle();

    anna.writes().to(bela.address()).subject("Twice?").body("I hope not.").send();

    bela.mailbox().row("Twice?");
    assertEquals(1, bela.mailbox().rows("Twice?").size());
    bela.browser().toTab(first);
    bela.mailbox().row("Twice?");
    assertEquals(1, bela.mailbox().rows("Twice?").size());
    assertTrue(bela.mailbox().read("Twice?").body().contains("I hope not."));
    bela.browser().toTab(second);
    assertTrue(bela.mailbox().read("Twice?").body().contains("I hope not."));
  }
}
