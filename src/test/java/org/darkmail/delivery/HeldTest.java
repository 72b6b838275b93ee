package org.darkmail.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.darkmail.blob.BlobName;
import org.darkmail.blob.Blobs;
import org.darkmail.container.OnEachDatabase;
import org.darkmail.container.OtherDomain;
import org.darkmail.mailbox.Batch;
import org.darkmail.mailbox.ItemId;
import org.darkmail.mailbox.Kind;
import org.darkmail.mailbox.Mailboxes;
import org.darkmail.mailbox.Operation;
import org.darkmail.routing.Json;
import org.darkmail.routing.Receipt;
import org.darkmail.routing.RoutingId;
import org.darkmail.routing.RoutingMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is held back until its time, and may be withdrawn until then.
@OnEachDatabase
class HeldTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private South south;
  private South.Person anna;
  private Submissions submissions;
  private Submission mail;

  @BeforeEach
  void start() throws Exception {
    south = new South();
    submissions = south.get(Submissions.class);
    anna = south.person();
    mail = south.submission();
  }

  @AfterEach
  void stop() {
    south.close();
  }

  @Test
  void nothingLeavesBeforeItsTimeAndAllOfItThen() throws Exception {
    hold(mail, HOUR);
    south.pass(HOUR.minusSeconds(1));
    step();
    assertEquals(0, south.carrier.waiting());
    south.pass(Duration.ofSeconds(1));
    step();
    assertEquals(mail.message().id(), ((RoutingMessage) south.nextToNorth().getFirst()).id());
  }

  @Test
  void theSenderWakesUpAtItsTime() {
    hold(mail, Duration.ofSeconds(5));
    assertEquals(south.now().plusSeconds(5), step());
  }

  @Test
  void noOtherSubmissionNorAnOperatorsRetryNorACutNorAStartHastensIt() throws Exception {
    hold(mail, HOUR);
    assertEquals(0, south.get(Queue.class).retry(south.north.domain()));
    var other = south.submission();
    hold(other, Duration.ZERO);
    assertEquals(other.message().id(), ((RoutingMessage) south.nextToNorth().getFirst()).id());
    south.get(Recovery.class).connected(new Carrier.Connected());
    south.get(Recovery.class).start();
    step();
    while (south.carrier.waiting() > 0) {
      for (var element : south.nextToNorth()) {
        assertEquals(other.message().id(), ((RoutingMessage) element).id());
      }
    }
  }

  @Test
  void whatIsWithdrawnIsNeverSentAndTheCopyIsADraftAgain() throws Exception {
    var blob = south.upload(anna, OtherDomain.random(4_096));
    mail = south.submission(blob);
    var copy = item();
    hold(mail, HOUR, batch(put(copy, Kind.MAIL, blob)));
    var draft = item();
    var back = batch(new Operation.Delete(copy, 1), put(draft, Kind.DRAFT, blob));
    var done = assertInstanceOf(Submitted.Done.class, withdraw(back, mail));
    assertEquals(south.get(Mailboxes.class).change(anna.id()), done.change());
    south.pass(Duration.ofDays(2));
    step();
    assertEquals(0, south.carrier.waiting());
    south.get(Blobs.class).collect();
    assertTrue(south.get(Blobs.class).find(blob).isPresent(), "the draft has it");
    var _ = south.get(Mailboxes.class).write(anna.id(), batch(new Operation.Delete(draft, 1)));
    south.pass(Duration.ofDays(2));
    south.get(Blobs.class).collect();
    assertTrue(south.get(Blobs.class).find(blob).isEmpty(), "nothing else had it");
  }

  @Test
  void theSameWithdrawalAgainIsAConflictThatShowsWhatBecameOfIt() {
    hold(mail, HOUR);
    var back = South.ownCopy();
    assertInstanceOf(Submitted.Done.class, withdraw(back, mail));
    var again = assertInstanceOf(Submitted.Conflict.class, withdraw(back, mail));
    assertEquals(1, again.items().size());
  }

  @Test
  void whatIsOnItsWayCannotBeWithdrawnAndTheCopyStays() throws Exception {
    hold(mail, HOUR);
    south.pass(HOUR);
    step();
    var before = south.get(Mailboxes.class).change(anna.id());
    assertInstanceOf(Submitted.TooLate.class, withdraw(South.ownCopy(), mail));
    assertEquals(before, south.get(Mailboxes.class).change(anna.id()));
    assertEquals(1, south.nextToNorth().size());
  }

  @Test
  void whatWasSentAtOnceCannotBeWithdrawn() {
    hold(mail, Duration.ZERO);
    assertInstanceOf(Submitted.TooLate.class, withdraw(South.ownCopy(), mail));
  }

  @Test
  void allOfAMailIsWithdrawnOrNothing() throws Exception {
    hold(mail, HOUR);
    var sent = south.submission();
    hold(sent, Duration.ZERO);
    assertInstanceOf(Submitted.TooLate.class, withdraw(South.ownCopy(), mail, sent));
    assertInstanceOf(
        Submitted.NoSuchMessages.class, withdraw(South.ownCopy(), mail, south.submission()));
    var _ = south.nextToNorth();
    south.pass(HOUR);
    step();
    var ids = new HashSet<RoutingId>();
    while (!ids.contains(mail.message().id())) {
      south.nextToNorth().forEach(element -> ids.add(((RoutingMessage) element).id()));
    }
  }

  @Test
  void nobodyElseCanWithdrawIt() {
    hold(mail, HOUR);
    var bert = south.person();
    assertInstanceOf(
        Submitted.NoSuchMessages.class,
        submissions.withdraw(bert.id(), List.of(mail.message().id()), South.ownCopy()));
    assertInstanceOf(Submitted.Done.class, withdraw(South.ownCopy(), mail));
  }

  @Test
  void aConflictInTheMailboxLeavesItHeld() {
    var copy = South.ownCopy();
    hold(mail, HOUR, copy);
    assertInstanceOf(Submitted.Conflict.class, withdraw(copy, mail));
    assertInstanceOf(Submitted.Done.class, withdraw(South.ownCopy(), mail));
  }

  @Test
  void ofAWithdrawalAndTheSenderAtOneTimeExactlyOneWins() throws Exception {
    for (var round = 0; round < 10; round++) {
      var one = south.submission();
      hold(one, HOUR);
      south.pass(HOUR);
      var sender = Thread.ofVirtual().start(this::step);
      var withdrawn = withdraw(South.ownCopy(), one);
      sender.join();
      step();
      if (withdrawn instanceof Submitted.TooLate) {
        assertEquals(one.message().id(), ((RoutingMessage) south.nextToNorth().getFirst()).id());
        settle(Receipt.claimed(one.message().id()));
      } else {
        assertInstanceOf(Submitted.Done.class, withdrawn);
        assertEquals(0, south.carrier.waiting());
      }
    }
  }

  @Test
  void aWithdrawnIdIsNotTakenForAnythingElse() {
    hold(mail, HOUR);
    var _ = withdraw(South.ownCopy(), mail);
    var other =
        new RoutingMessage(
            mail.message().id(), OtherDomain.random(2_048), OtherDomain.random(2_048));
    assertInstanceOf(
        Submitted.DuplicateId.class,
        submissions.submit(
            anna.id(), List.of(new Submission(other, mail.domain(), List.of())), South.ownCopy()));
  }

  @Test
  void receiptsForWhatWasNeverSentChangeNothing() throws Exception {
    hold(mail, HOUR);
    for (var receipt :
        List.of(Receipt.accepted(mail.message().id()), Receipt.claimed(mail.message().id()))) {
      settle(receipt);
    }
    assertEquals(List.of(), south.statesOf(anna));
    assertInstanceOf(Submitted.Done.class, withdraw(South.ownCopy(), mail));
  }

  @Test
  void itsDelayIsCountedFromItsTimeOn() throws Exception {
    south.carrier.connected(false);
    hold(mail, Duration.ofDays(10));
    sweep();
    south.pass(Duration.ofDays(10));
    step();
    sweep();
    assertEquals(List.of(), south.statesOf(anna));
    south.pass(Duration.ofHours(5));
    sweep();
    assertEquals(List.of("delayed"), south.statesOf(anna));
  }

  @Test
  void operatorsDoNotSeeItWaitBeforeItsTime() {
    hold(mail, HOUR);
    assertEquals(List.of(), south.get(Queue.class).destinations());
  }

  @Test
  void moreThanABatchAndAWindowIsReleasedWhole() throws Exception {
    var many = IntStream.range(0, 150).mapToObj(_ -> south.submission()).toList();
    hold(many, HOUR, South.ownCopy());
    south.pass(HOUR);
    step();
    var ids = new HashSet<RoutingId>();
    while (ids.size() < 150) {
      south.nextToNorth().forEach(element -> ids.add(((RoutingMessage) element).id()));
    }
  }

  @Test
  void nothingIsHeldLongerThanFourteenDays() {
    hold(mail, Duration.ofDays(14));
    assertThrows(
        IllegalArgumentException.class,
        () -> hold(south.submission(), Duration.ofDays(14).plusSeconds(1)));
    assertThrows(
        IllegalArgumentException.class, () -> hold(south.submission(), Duration.ofSeconds(-1)));
  }

  private void hold(Submission one, Duration time) {
    hold(one, time, South.ownCopy());
  }

  private void hold(Submission one, Duration time, Batch batch) {
    hold(List.of(one), time, batch);
  }

  private void hold(List<Submission> all, Duration time, Batch batch) {
    assertInstanceOf(Submitted.Done.class, submissions.submit(anna.id(), all, time, batch));
  }

  private Submitted withdraw(Batch batch, Submission... all) {
    var ids = Arrays.stream(all).map(each -> each.message().id()).toList();
    return submissions.withdraw(anna.id(), ids, batch);
  }

  private Instant step() {
    return south.get(Postman.class).step();
  }

  private void settle(Receipt receipt) {
    south.get(Settling.class).settle(south.north.domain(), List.of(receipt));
  }

  private void sweep() {
    while (south.get(Settling.class).sweep()) {
      // Until nothing is late any more.
    }
  }

  private static ItemId item() {
    return new ItemId(Json.encode(OtherDomain.random(16)));
  }

  private static Operation put(ItemId id, Kind kind, BlobName... blobs) {
    return new Operation.Put(id, kind, 0, OtherDomain.random(300), List.of(blobs));
  }

  private static Batch batch(Operation... operations) {
    return new Batch(List.of(operations));
  }
}
