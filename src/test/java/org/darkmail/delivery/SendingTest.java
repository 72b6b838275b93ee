package org.darkmail.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.darkmail.address.Domain;
import org.darkmail.blob.Blobs;
import org.darkmail.container.OnEachDatabase;
import org.darkmail.container.OtherDomain;
import org.darkmail.routing.Element;
import org.darkmail.routing.Reason;
import org.darkmail.routing.Receipt;
import org.darkmail.routing.RoutingId;
import org.darkmail.routing.RoutingMessage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// From the outbox to the last word of the destination.
@OnEachDatabase
class SendingTest extends AtSouth {
  private Submission submission;
  private List<Element> first;

  @BeforeEach
  void submit() throws Exception {
    submission = submitted();
    first = south.nextToNorth();
  }

  @Test
  void aSubmittedMessageGoesToItsDomainInASealedFrame() {
    assertEquals(List.of(id()), ids(first));
  }

  @Test
  void itIsNotSentAgainBeforeItsIntervalHasPassed() throws Exception {
    south.pass(Duration.ofSeconds(23));
    step();
    assertEquals(0, south.carrier.waiting());
    south.pass(Duration.ofSeconds(14));
    step();
    assertEquals(List.of(id()), ids(south.nextToNorth()));
  }

  @Test
  void nothingIsTakenWhileTheCarrierIsAway() throws Exception {
    south.carrier.connected(false);
    var waiting = submitted();
    step();
    south.carrier.connected(true);
    step();
    assertEquals(List.of(waiting.message().id()), ids(south.nextToNorth()));
  }

  @Test
  void whatWasUnderWayAtACutIsSentAgainWhenTheCarrierIsBack() throws Exception {
    south.pass(Duration.ofSeconds(2));
    south.get(Recovery.class).connected(new Carrier.Connected());
    step();
    var frames = new ArrayList<RoutingId>();
    while (frames.isEmpty()) {
      frames.addAll(ids(south.nextToNorth()));
    }
    assertEquals(List.of(id()), frames);
  }

  @Test
  void aDestinationThatComesBackGetsWhatItHasNotAnswered() throws Exception {
    south.pass(Duration.ofSeconds(5));
    south.receive();
    step();
    assertEquals(List.of(id()), ids(south.nextToNorth()));
  }

  @Test
  void onlyAWindowOfMessagesIsOnItsWayToOneDestination() throws Exception {
    for (var mail = 0; mail < 3; mail++) {
      submit(IntStream.range(0, 183).mapToObj(i -> south.submission()).toList());
    }
    step();
    var sent = new ArrayList<RoutingId>();
    while (sent.size() < Taking.WINDOW - Taking.FOR_OTHERS - 1) {
      sent.addAll(ids(south.nextToNorth()));
    }
    step();
    assertEquals(
        Taking.WINDOW - Taking.FOR_OTHERS - 1, sent.size(), "the first one is on its way too");
    assertEquals(0, south.carrier.waiting());
    settle(Receipt.accepted(sent.getFirst()));
    step();
    assertEquals(1, ids(south.nextToNorth()).size());
  }

  @Test
  void anAcceptedMessageIsAskedAboutAtGrowingIntervals() throws Exception {
    settle(Receipt.accepted(id()));
    south.pass(Duration.ofMinutes(7));
    step();
    assertEquals(0, south.carrier.waiting());
    south.pass(Duration.ofMinutes(6));
    step();
    assertEquals(List.of(id()), ids(south.nextToNorth()));
  }

  @Test
  void theAuthorIsToldHowFarItHasCome() throws Exception {
    settle(Receipt.accepted(id()));
    assertEquals(List.of("accepted"), south.statesOf(anna));
    settle(Receipt.claimed(id()));
    assertEquals(List.of("claimed"), south.statesOf(anna));
  }

  @Test
  void aReceiptThatComesAgainOrTooLateChangesNothing() throws Exception {
    settle(Receipt.claimed(id()));
    var change = change();
    settle(Receipt.claimed(id()));
    settle(Receipt.accepted(id()));
    settle(Receipt.refused(id(), Reason.OVER_QUOTA));
    assertEquals(List.of("claimed"), south.statesOf(anna));
    assertEquals(change, change());
  }

  @Test
  void aRefusalClosesTheRowAndLetsTheBlobsGo() throws Exception {
    var blob = south.upload(anna, OtherDomain.random(4_096));
    var other = south.submission(blob);
    submit(other);
    settle(Receipt.refused(other.message().id(), Reason.NO_SUCH_ADDRESS));
    assertEquals(List.of("refused"), south.statesOf(anna));
    south.pass(Duration.ofDays(2));
    south.get(Blobs.class).collect();
    assertTrue(south.get(Blobs.class).find(blob).isEmpty());
  }

  @Test
  void aReceiptFromAnotherDomainThanTheDestinationCountsForNothing() throws Exception {
    south.get(Settling.class).settle(Domain.parse("west.test"), List.of(Receipt.claimed(id())));
    assertEquals(List.of(), south.statesOf(anna));
    assertEquals(1, south.dropped(Counters.Drop.FOREIGN_RECEIPT));
  }

  @Test
  void aDelayIsToldAfterFourHoursAndAgainAfterADay() throws Exception {
    south.pass(Duration.ofHours(3));
    sweep();
    assertEquals(List.of(), south.statesOf(anna));
    south.pass(Duration.ofMinutes(61));
    sweep();
    assertEquals(List.of("delayed"), south.statesOf(anna));
    var once = change();
    sweep();
    assertEquals(once, change());
    south.pass(Duration.ofHours(20));
    sweep();
    assertEquals(once + 1, change());
  }

  @Test
  void afterFiveDaysItIsGivenUpWithOneWord() throws Exception {
    south.pass(Duration.ofDays(5).plusSeconds(1));
    sweep();
    assertEquals(List.of("expired"), south.statesOf(anna));
    var once = change();
    sweep();
    step();
    assertEquals(once, change());
    assertEquals(0, south.carrier.waiting());
  }

  @Test
  void aClaimThatIsHeardOfAfterGivingUpIsTheTruthAllTheSame() throws Exception {
    south.pass(Duration.ofDays(6));
    sweep();
    settle(Receipt.claimed(id()));
    assertEquals(List.of("claimed"), south.statesOf(anna));
  }

  @Test
  void aDestinationThatAcceptsAndThenSaysNothingIsGivenUpADayLaterThanItMust() throws Exception {
    settle(Receipt.accepted(id()));
    south.pass(Duration.ofDays(5).plusHours(12));
    sweep();
    assertEquals(List.of("accepted"), south.statesOf(anna));
    south.pass(Duration.ofHours(13));
    sweep();
    assertEquals(List.of("expired"), south.statesOf(anna));
  }

  private Submission submitted() {
    var fresh = south.submission();
    submit(fresh);
    return fresh;
  }

  private void submit(Submission fresh) {
    submit(List.of(fresh));
  }

  private void submit(List<Submission> fresh) {
    var result = south.get(Submissions.class).submit(anna.id(), fresh, South.ownCopy());
    assertTrue(result instanceof Submitted.Done);
  }

  private RoutingId id() {
    return submission.message().id();
  }

  private void step() {
    var _ = south.get(Postman.class).step();
  }

  private void sweep() {
    while (south.get(Settling.class).sweep()) {
      // Until nothing is late any more.
    }
  }

  private void settle(Receipt receipt) {
    south.get(Settling.class).settle(south.north.domain(), List.of(receipt));
  }

  private long change() {
    return south.get(org.darkmail.mailbox.Mailboxes.class).change(anna.id());
  }

  private static List<RoutingId> ids(List<Element> elements) {
    return elements.stream()
        .filter(RoutingMessage.class::isInstance)
        .map(element -> ((RoutingMessage) element).id())
        .toList();
  }
}
