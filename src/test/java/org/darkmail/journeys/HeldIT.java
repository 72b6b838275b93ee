package org.darkmail.journeys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.darkmail.journeys.pages.Composer;
import org.darkmail.journeys.stage.Cast;
import org.darkmail.journeys.stage.Pair;
import org.darkmail.journeys.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What is taken back after Send, and what leaves later.
@ExtendWith(Stage.class)
class HeldIT {

  /// The next full minute, and time to think again.
  private static final Duration TWO_MINUTES = Duration.ofSeconds(130);

  @Test
  void aMailThatIsTakenBackIsADraftWithItsFilesAndNeverArrives(Cast cast) throws IOException {
    var anna = cast.north("anna");
    var bela = cast.south("bela");
    anna.mailbox().thinksAgainFor(30);
    var plan = Files.write(cast.folder().resolve("plan.bin"), new byte[] {1, 2, 3});
    anna.writes().to(bela.address()).subject("Hasty").body("At noon.").attach(plan).send();

    anna.mailbox().open("scheduled").row("Hasty");
    anna.browser().click("undo");
    var draft = new Composer(anna.browser());
    assertEquals(List.of("plan.bin"), draft.files());
    draft.body("Considered: ").send();

    bela.mailbox().row(TWO_MINUTES, "Hasty");
    var mail = bela.mailbox().read("Hasty");
    assertEquals("Considered: At noon.", mail.body().strip());
    assertArrayEquals(new byte[] {1, 2, 3}, Files.readAllBytes(mail.download("plan.bin")));
    Once.assertArrived(anna, bela, "Hasty");
  }

  @Test
  void aScheduledMailLeavesAtItsTimeThoughItsAuthorIsAwayAndTheServerWasKilled(
      Cast cast, Pair pair) {
    var anna = cast.north("anna");
    var bela = cast.south("bela");
    anna.writes().to(bela.address()).subject("Later").body("Good morning.").sendAtNextMinute();
    anna.mailbox().open("scheduled").row("Later");
    anna.leave();
    pair.north().kill();
    pair.north().start();

    bela.mailbox().row(TWO_MINUTES, "Later");
    anna.comeBack().open("sent").waitUntilDelivery("Later", "delivered");
    Once.assertArrived(anna, bela, "Later");
  }

  @Test
  void aScheduledMailCanBeSentAtOnce(Cast cast) {
    var anna = cast.north("anna");
    var bela = cast.south("bela");
    anna.writes().to(bela.address()).subject("Sooner").body("Now?").sendTomorrow();
    anna.mailbox().open("scheduled").read("Sooner");
    anna.browser().click("held-now");
    bela.mailbox().read("Sooner");
    anna.mailbox().waitUntilGone("Sooner");
  }
}
