package org.darkmail.journeys;

import org.darkmail.journeys.pages.Mailbox;
import org.darkmail.journeys.stage.Cast;
import org.darkmail.journeys.stage.Pair;
import org.darkmail.journeys.stage.Stage;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Disabled, not mended: with several writers H2 2.5 can lose the newest answered commit when its
/// process is killed, in spite of `WRITE_DELAY=0`. The vault notices and says so, but the mail is
/// gone. It passes whenever that race is not met; see docs/operating.md, "Kill and stop".
@Disabled("H2 can lose the newest answered commit at kill -9 when several connections write")
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
