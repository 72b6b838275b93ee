package org.darkmail.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import org.darkmail.blob.Blobs;
import org.darkmail.container.Container;
import org.darkmail.container.OnEachDatabase;
import org.darkmail.container.OtherDomain;
import org.darkmail.mailbox.MailboxChanged;
import org.darkmail.mailbox.Mailboxes;
import org.darkmail.routing.Link;
import org.darkmail.routing.Reason;
import org.darkmail.routing.Receipt;
import org.darkmail.routing.RoutingMessage;
import org.darkmail.routing.Sha256;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// From an accepted message to the mail in the mailbox.
@OnEachDatabase
class ClaimingTest {

  /// Fails once, in the transaction that would make the arrival.
  @ApplicationScoped
  static class Stumbling {
    private volatile boolean next;

    void stumble() {
      next = true;
    }

    void notice(@Observes MailboxChanged changed) {
      if (next) {
        next = false;
        throw new IllegalStateException("the process dies here");
      }
    }
  }

  private South south;
  private South.Person anna;

  @BeforeEach
  void start() throws Exception {
    south = new South(Stumbling.class);
    anna = south.person();
  }

  @AfterEach
  void stop() {
    south.close();
  }

  @Test
  void theBlobsAreCopiedAndTheMailIsThereAndOnlyThenItIsSaid() throws Exception {
    var content = OtherDomain.random(70_000 / 2);
    var message = mail(south.north.blob(content));
    accept(message);
    assertEquals(List.of(Receipt.claimed(message.id())), south.nextToNorth());
    var arrival = south.arrivalsOf(anna).getFirst();
    assertTrue(arrival.contains(message.id().toString()));
    assertTrue(arrival.contains(Sha256.of(content).text()));
  }

  @Test
  void aBlobThatIsAwayIsTriedAgainUntilItIsThere() throws Exception {
    var content = OtherDomain.random(5_000);
    var link = south.north.blob(content);
    var path = link.place().getPath();
    south.north.serve(path, exchange -> exchange.sendResponseHeaders(503, -1));
    accept(mail(link));
    awaitAsked(path, 1);
    awaitPutOff();
    assertEquals(List.of(), south.arrivalsOf(anna));
    south.north.serve(path, content);
    south.pass(Duration.ofSeconds(3));
    step();
    assertTrue(south.nextToNorth().getFirst() instanceof Receipt);
    assertEquals(1, south.arrivalsOf(anna).size());
  }

  @Test
  void aBlobThatStaysAwayIsRefusedWhenItsTimeIsOver() throws Exception {
    var link = south.north.blob(OtherDomain.random(100));
    var path = link.place().getPath();
    south.north.serve(path, exchange -> exchange.sendResponseHeaders(404, -1));
    var message = mail(link);
    accept(message);
    awaitPutOff();
    south.pass(Duration.ofDays(5));
    step();
    assertEquals(
        List.of(Receipt.refused(message.id(), Reason.BLOB_UNAVAILABLE)), south.nextToNorth());
  }

  @Test
  void aBlobWithAnotherHashIsRefused() throws Exception {
    var good = south.north.blob(OtherDomain.random(5_000));
    south.north.serve(good.place().getPath(), OtherDomain.random(5_000));
    assertRefused(mail(good), Reason.BLOB_UNAVAILABLE);
  }

  @Test
  void aBlobWithAnotherSizeIsRefused() throws Exception {
    var good = south.north.blob(OtherDomain.random(5_000));
    south.north.serve(good.place().getPath(), OtherDomain.random(5_001));
    assertRefused(mail(good), Reason.BLOB_UNAVAILABLE);
  }

  @Test
  void aFullAccountTakesNoMore() throws Exception {
    south.get(Blobs.class).charge(Mailboxes.owner(anna.id()), Container.LIMITS.quota() - 100_000);
    var half = south.north.blob(OtherDomain.random(55_000));
    accept(mail(half));
    south.nextToNorth();
    assertRefused(mail(half), Reason.OVER_QUOTA);
  }

  @Test
  void ofAMailThatIsRefusedNothingIsKept() throws Exception {
    var room = room();
    var good = south.north.blob(OtherDomain.random(5_000));
    var bad = south.north.blob(OtherDomain.random(5_000));
    south.north.serve(bad.place().getPath(), OtherDomain.random(5_000));
    assertRefused(mail(good, bad), Reason.BLOB_UNAVAILABLE);
    Until.holds(() -> room() == room);
  }

  @Test
  void ofAMailThatIsTriedAgainNothingIsKeptMeanwhile() throws Exception {
    var room = room();
    var good = south.north.blob(OtherDomain.random(5_000));
    var away = south.north.blob(OtherDomain.random(5_000));
    south.north.serve(away.place().getPath(), exchange -> exchange.sendResponseHeaders(503, -1));
    accept(mail(good, away));
    awaitPutOff();
    Until.holds(() -> room() == room);
  }

  @Test
  void aMailOverQuotaIsRefusedBeforeAnyOfItIsFetched() throws Exception {
    south.get(Blobs.class).charge(Mailboxes.owner(anna.id()), Container.LIMITS.quota() - 70_000);
    var first = south.north.blob(OtherDomain.random(50_000));
    assertRefused(mail(first, south.north.blob(OtherDomain.random(50_000))), Reason.OVER_QUOTA);
    assertFalse(south.north.asked().contains(first.place().getPath()));
  }

  private long room() {
    return south.get(Blobs.class).room(Mailboxes.owner(anna.id())).orElseThrow().used();
  }

  @Test
  void aBlobLargerThanThisDomainTakesIsRefused() throws Exception {
    assertRefused(mail(south.north.blob(OtherDomain.random(60_001))), Reason.TOO_LARGE);
  }

  @Test
  void aClaimThatDiesBeforeItsCommitHappensOnceAfterwards() throws Exception {
    south.get(Stumbling.class).stumble();
    var message = mail(south.north.blob(OtherDomain.random(5_000)));
    accept(message);
    awaitPutOff();
    assertEquals(List.of(), south.arrivalsOf(anna));
    assertEquals(0, south.carrier.waiting(), "nothing is said of what is not committed");
    south.pass(Duration.ofSeconds(3));
    step();
    assertEquals(List.of(Receipt.claimed(message.id())), south.nextToNorth());
    assertEquals(1, south.arrivalsOf(anna).size());
  }

  @Test
  void aProcessThatStartsTakesUpTheClaimsOfTheOneBefore() throws Exception {
    var content = OtherDomain.random(5_000);
    var link = south.north.blob(content);
    var path = link.place().getPath();
    south.north.serve(path, exchange -> exchange.sendResponseHeaders(503, -1));
    var message = mail(link);
    accept(message);
    awaitPutOff();
    south.north.serve(path, content);
    south.pass(Duration.ofSeconds(3));
    south.get(Transactions.class).call(() -> south.get(Inbox.class).take(south.now(), 9));
    step();
    assertEquals(0, south.carrier.waiting(), "another process has it");
    south.get(Recovery.class).start();
    step();
    assertEquals(List.of(Receipt.claimed(message.id())), south.nextToNorth());
  }

  private void assertRefused(RoutingMessage message, Reason why) throws Exception {
    accept(message);
    assertEquals(List.of(Receipt.refused(message.id(), why)), south.nextToNorth());
  }

  private RoutingMessage mail(Link... blobs) {
    return south.north.message(south.certificate(), anna.address().local(), blobs);
  }

  private void accept(RoutingMessage message) {
    assertEquals(
        List.of(Receipt.accepted(message.id())),
        south.get(Accepting.class).accept(south.north.domain(), List.of(message)));
  }

  private void step() {
    var _ = south.get(Claims.class).step();
  }

  private void awaitAsked(String path, int times) {
    Until.holds(() -> south.north.asked().stream().filter(path::equals).count() >= times);
  }

  /// Until the claim that is under way has failed and knows when it is tried again.
  private void awaitPutOff() {
    Until.holds(() ->
        south
            .get(Transactions.class)
            .call(() -> south.get(Inbox.class).nextDue(south.now()))
            .filter(due -> due.isBefore(south.now().plusSeconds(4)))
            .isPresent());
  }
}
