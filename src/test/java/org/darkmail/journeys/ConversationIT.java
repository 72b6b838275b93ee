package org.darkmail.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.darkmail.journeys.pages.Reader;
import org.darkmail.journeys.stage.Cast;
import org.darkmail.journeys.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Stage.class)
class ConversationIT {

  @Test
  void repliesJoinTheConversationOnBothSides(Cast cast) {
    var anna = cast.north("anna");
    var bela = cast.south("bela");

    anna.writes().to(bela.address()).subject("Apples").body("How many?").send();
    bela.mailbox().read("Apples").reply().body("A dozen.").send();
    anna.mailbox().read("Apples").waitUntilLength(2);
    new Reader(anna.browser()).reply().body("Thank you.").send();

    var theirs = bela.mailbox().read("Apples");
    theirs.waitUntilLength(3);
    assertTrue(theirs.body().contains("Thank you."));
    assertEquals("sealed", theirs.verdict(), "the key was pinned by the first mail");
    assertEquals(1, bela.mailbox().rows("Apples").size());
    var ours = anna.mailbox().read("Apples");
    ours.waitUntilLength(3);
    assertEquals(1, anna.mailbox().rows("Apples").size());
  }
}
