package org.darkmail.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.darkmail.journeys.stage.Cast;
import org.darkmail.journeys.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Stage.class)
class TheLoopIT {

  @Test
  void aMailTravelsFromNorthToSouthAndItsReplyComesBack(Cast cast) {
    var anna = cast.north("anna");
    var bela = cast.south("bela");

    anna.writes()
        .to(bela.address())
        .subject("Lunch on Friday")
        .body("At noon, by the gate?")
        .send();

    var mail = bela.mailbox().read("Lunch on Friday");
    assertEquals("first-contact", mail.verdict());
    assertTrue(mail.body().contains("At noon, by the gate?"));

    mail.reply().body("Yes, gladly.").send();

    var answer = anna.mailbox().read("Lunch on Friday");
    answer.waitUntilLength(2);
    assertTrue(answer.body().contains("Yes, gladly."));
    anna.mailbox().open("sent").waitUntilDelivery("Lunch on Friday", "delivered");
  }
}
