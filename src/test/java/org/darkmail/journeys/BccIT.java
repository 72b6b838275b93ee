package org.darkmail.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.darkmail.journeys.stage.Cast;
import org.darkmail.journeys.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Stage.class)
class BccIT {

  @Test
  void aBccRecipientReadsTheMailAndNobodyElseSeesThem(Cast cast) {
    var carla = cast.south("carla");
    carla.leave();
    var bela = cast.south("bela");
    var anna = cast.north("anna");

    anna.writes()
        .to(bela.address())
        .bcc(carla.address())
        .subject("Surprise")
        .body("Not a word to her.")
        .send();

    var seen = bela.mailbox().read("Surprise");
    assertTrue(seen.body().contains("Not a word to her."));
    seen.whoCanRead();
    assertFalse(bela.browser().wholeText().contains(carla.local()), "bela sees carla");
    bela.leave();

    var secret = carla.comeBack().read("Surprise");
    assertEquals("first-contact", secret.verdict());
    assertTrue(secret.body().contains("Not a word to her."));
    assertTrue(secret.whoCanRead().contains(bela.local()), "carla sees who was addressed");
  }
}
