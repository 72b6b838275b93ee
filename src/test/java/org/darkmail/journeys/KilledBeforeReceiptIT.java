package org.darkmail.journeys;

import org.darkmail.journeys.pages.Mailbox;
import org.darkmail.journeys.stage.Cast;
import org.darkmail.journeys.stage.Pair;
import org.darkmail.journeys.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Stage.class)
class KilledBeforeReceiptIT {

  @Test
  void aMailSurvivesTheDeathOfItsServerBetweenSubmissionAndReceipt(Cast cast, Pair pair) {
    var anna = cast.north("anna");
    var bela = cast.south("bela");
    var letter = anna.writes().to(bela.address()).subject("Storm").body("Are you all right?");

    pair.north().stopProsody();
    letter.send();
    pair.north().kill();
    pair.north().startProsody();
    pair.north().start();

    bela.mailbox().row(Mailbox.SLOWLY, "Storm");
    Once.assertArrived(anna, bela, "Storm");
  }
}
