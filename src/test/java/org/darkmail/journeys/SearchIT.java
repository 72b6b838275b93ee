package org.darkmail.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.darkmail.journeys.stage.Cast;
import org.darkmail.journeys.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Stage.class)
class SearchIT {

  @Test
  void aWordDeepInAMailIsFoundOnTheDeviceAlsoAfterUnlocking(Cast cast) {
    var anna = cast.north("anna");
    var bela = cast.south("bela");
    var before = "Nothing to see here. ".repeat(15);
    anna.writes()
        .to(bela.address())
        .subject("The kiln")
        .body(before + "In the Xylophonweg.")
        .send();
    anna.writes().to(bela.address()).subject("Apples").body("A dozen.").send();
    var mailbox = bela.mailbox();
    mailbox.row("The kiln");
    mailbox.row("Apples");

    mailbox.search("xyloph");
    mailbox.waitUntilGone("Apples");
    assertTrue(bela.browser().text(mailbox.row("The kiln")).contains("The kiln"));
    // The hit is marked, so that the word is in two elements.
    bela.browser()
        .await(
            "for the piece of text that was found",
            d ->
                bela.browser()
                    .text(mailbox.row("The kiln"))
                    .replace(" ", "")
                    .contains("Xylophonweg"));
    var driver = bela.browser().driver();
    for (var said : new String[] {driver.getCurrentUrl(), driver.getTitle()}) {
      assertFalse(said.toLowerCase(Locale.ROOT).contains("xyloph"), said);
    }

    mailbox.search("from:anna -kiln");
    mailbox.waitUntilGone("The kiln");
    mailbox.row("Apples");

    mailbox.searchAsSuggested("ann");
    assertEquals("from:" + anna.address(), mailbox.searched().trim());
    mailbox.row("The kiln");
    mailbox.keepSearch("All of Anna");
    mailbox.search("xyloph");
    mailbox.waitUntilGone("Apples");
    bela.browser().click("saved-search");
    mailbox.row("Apples");
    assertEquals("from:" + anna.address(), mailbox.searched());

    mailbox.lock();
    mailbox.unlock(bela.passphrase()).search("xyloph");
    mailbox.waitUntilGone("Apples");
    mailbox.row("The kiln");
    assertEquals(1, mailbox.rows("The kiln").size());
  }
}
