package org.darkmail.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.darkmail.journeys.pages.Mailbox;
import org.darkmail.journeys.stage.Cast;
import org.darkmail.journeys.stage.Pair;
import org.darkmail.journeys.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Stage.class)
class PeerAwayIT {

  @Test
  void aMailWhoseDeliveryIsStoppedWhileThePeerIsDownDoesNotArrive(Cast cast, Pair pair) {
    var anna = cast.north("anna");
    var bela = cast.south("bela");
    var letter = anna.writes().to(bela.address()).subject("Regret").body("Forget it.");

    pair.south().stopProsody();
    letter.send();
    anna.mailbox().open("sent").read("Regret");
    anna.browser().click("stop-delivery");
    anna.browser().click("dialog-yes");
    anna.mailbox().open("sent").waitUntilDelivery("Regret", "stopped");
    pair.south().startProsody();

    anna.writes().to(bela.address()).subject("Instead").body("Rather this.").send();
    bela.mailbox().row(Mailbox.SLOWLY, "Instead");
    assertEquals(List.of(), bela.mailbox().rows("Regret"));
  }

  @Test
  void aMailWrittenWhileThePeersProsodyIsDownArrivesOnceWhenItIsBack(Cast cast, Pair pair) {
    var anna = cast.north("anna");
    var bela = cast.south("bela");
    var letter = anna.writes().to(bela.address()).subject("Storm").body("Are you all right?");

    pair.south().stopProsody();
    letter.send();
    anna.mailbox().open("sent").waitUntilDelivery("Storm", "waiting");
    pair.south().startProsody();

    bela.mailbox().row(Mailbox.SLOWLY, "Storm");
    Once.assertArrived(anna, bela, "Storm");
  }
}
