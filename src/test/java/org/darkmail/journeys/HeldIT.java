package org.darkmail.journeys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.darkmail.journeys.pages.Composer;
import org.darkmail.journeys.stage.Await;
import org.darkmail.journeys.stage.Cast;
import org.darkmail.journeys.stage.Ledger;
import org.darkmail.journeys.stage.Pair;
import org.darkmail.journeys.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What is taken back after Send, and what leaves later.
@ExtendWith(Stage.class)
class HeldIT {

  private static final Duration SOON = Duration.ofSeconds(20);

  /// [#SOON], and what a server needs to start.
  private static final Duration PATIENCE = Duration.ofSeconds(60);

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
    draft.body("Considered: ").sendIn(Duration.ofSeconds(5));

    bela.mailbox().row(PATIENCE, "Hasty");
    var mail = bela.mailbox().read("Hasty");
    assertEquals("Considered: At noon.", mail.body().strip());
    assertArrayEquals(new byte[] {1, 2, 3}, Files.readAllBytes(mail.download("plan.bin")));
    anna.mailbox().thinksAgainFor(0);
    Once.assertArrived(anna, bela, "Hasty");
  }

  @Test
  void aScheduledMailLeavesAtItsTimeThoughItsAuthorIsAwayAndTheServerWasKilled(
      Cast cast, Pair pair) {
    var anna = cast.north("anna");
    var bela = cast.south("bela");
    anna.writes().to(bela.address()).subject("Later").body("Good morning.").sendIn(SOON);
    anna.mailbox().open("scheduled").row("Later");
    anna.leave();
    pair.north().kill();
    pair.north().start();

    bela.mailbox().row(PATIENCE, "Later");
    anna.comeBack().open("sent").waitUntilDelivery("Later", "delivered");
    Once.assertArrived(anna, bela, "Later");
  }

  @Test
  void aMailWithAnEndVanishesForAuthorAndReaderAndFromBothServers(Cast cast, Pair pair) {
    var anna = cast.north("anna");
    var bela = cast.south("bela");
    anna.writes()
        .to(bela.address())
        .subject("Ephemeral")
        .body("Read this soon.")
        .vanishesIn(SOON)
        .send();
    assertEquals("Read this soon.", bela.mailbox().read("Ephemeral").body().strip());
    bela.browser().see("expires");
    Await.until("both servers to know of the end", () -> ending(pair) >= 2);

    bela.mailbox().waitUntilGone(PATIENCE, "Ephemeral");
    bela.browser().await("the reader to show it no more", _ -> !bela.browser().sees("body-frame"));
    anna.mailbox().open("sent").waitUntilGone(PATIENCE, "Ephemeral");
    Await.until("both servers to have nothing of it", () -> ending(pair) == 0);
    bela.browser().reload();
    assertEquals(List.of(), bela.mailbox().waitUntilReady().rows("Ephemeral"));
  }

  private static int ending(Pair pair) {
    return pair.both().stream().mapToInt(Ledger::ending).sum();
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
