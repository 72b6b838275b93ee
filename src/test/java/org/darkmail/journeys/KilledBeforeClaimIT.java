package org.darkmail.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.darkmail.journeys.pages.Mailbox;
import org.darkmail.journeys.stage.Await;
import org.darkmail.journeys.stage.Cast;
import org.darkmail.journeys.stage.Ledger;
import org.darkmail.journeys.stage.Pair;
import org.darkmail.journeys.stage.Sockets;
import org.darkmail.journeys.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Stage.class)
class KilledBeforeClaimIT {

  /// South's JVM is frozen, so the frame waits in its socket. North's dies, so that south, thawed,
  /// can accept the routing message and cannot fetch the blobs. Then south dies too.
  @Test
  void aMailSurvivesTheDeathOfBothServersBetweenAcceptAndClaim(Cast cast, Pair pair) {
    var anna = cast.north("anna");
    var bela = cast.south("bela");
    var letter = anna.writes().to(bela.address()).subject("Storm").body("Are you all right?");

    pair.south().freeze();
    letter.send();
    Sockets.awaitFrame(pair.south());
    pair.north().kill();
    pair.south().thaw();
    Await.until("south to accept", () -> Ledger.unclaimed(pair.south()) > 0);
    pair.south().kill();
    assertEquals(1, Ledger.unclaimed(pair.south()), "accepted and not claimed");
    pair.south().start();
    pair.north().start();

    bela.mailbox().row(Mailbox.SLOWLY, "Storm");
    Once.assertArrived(anna, bela, "Storm");
  }
}
