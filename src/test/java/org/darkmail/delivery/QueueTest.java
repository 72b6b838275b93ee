package org.darkmail.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.darkmail.blob.Blobs;
import org.darkmail.container.OnEachDatabase;
import org.darkmail.container.OtherDomain;
import org.darkmail.routing.Receipt;
import org.darkmail.routing.RoutingMessage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The outbox as an operator sees it and orders about it.
@OnEachDatabase
class QueueTest extends AtSouth {
  private Queue queue;

  @BeforeEach
  void start() throws Exception {
    queue = south.get(Queue.class);
  }

  @Test
  void nothingWaitsAtFirst() {
    assertEquals(List.of(), queue.destinations());
  }

  @Test
  void whatWaitsIsToldByDestinationWithItsNumbersAndTimes() throws Exception {
    submit();
    south.nextToNorth();
    south.carrier.connected(false);
    south.pass(Duration.ofSeconds(5));
    submit();
    var north = only();
    assertEquals(south.north.domain(), north.domain());
    assertEquals(1, north.unsent());
    assertEquals(1, north.unanswered());
    assertEquals(0, north.accepted());
    assertEquals(south.now().minusSeconds(5), north.oldest());
    assertEquals(1, north.attempts());
    assertEquals(Optional.of(south.now()), north.next());
  }

  @Test
  void whatIsAcceptedIsCountedApartAndWhatIsClaimedNoMore() throws Exception {
    var submission = submit();
    settle(Receipt.accepted(submission.message().id()));
    assertEquals(0, only().waiting());
    assertEquals(1, only().accepted());
    settle(Receipt.claimed(submission.message().id()));
    assertEquals(List.of(), queue.destinations());
  }

  @Test
  void aRetrySendsAtOnceWhatWouldHaveWaited() throws Exception {
    var submission = submit();
    south.nextToNorth();
    step();
    assertEquals(0, south.carrier.waiting());
    assertEquals(1, queue.retry(south.north.domain()));
    step();
    var sent = (RoutingMessage) south.nextToNorth().getFirst();
    assertEquals(submission.message().id(), sent.id());
  }

  @Test
  void aRetryOfOneDestinationConcernsNoOther() throws Exception {
    submit();
    assertEquals(0, queue.retry(south.west.domain()));
  }

  @Test
  void whatIsDroppedIsOverTheAuthorIsToldAndTheBlobsAreLetGo() throws Exception {
    var blob = south.upload(anna, OtherDomain.random(4_096));
    submit(south.submission(blob));
    assertEquals(1, queue.drop(south.north.domain()));
    assertEquals(List.of(), queue.destinations());
    assertEquals(List.of("expired"), south.statesOf(anna));
    south.pass(Duration.ofDays(2));
    south.get(Blobs.class).collect();
    assertTrue(south.get(Blobs.class).find(blob).isEmpty());
    assertEquals(0, queue.drop(south.north.domain()));
  }

  @Test
  void whatTheDestinationHasAcceptedCannotBeDropped() throws Exception {
    var submission = submit();
    settle(Receipt.accepted(submission.message().id()));
    assertEquals(0, queue.drop(south.north.domain()));
    assertEquals(List.of("accepted"), south.statesOf(anna));
  }

  @Test
  void moreThanABatchIsDroppedWhole() throws Exception {
    south.carrier.connected(false);
    var many = java.util.stream.IntStream.range(0, 150).mapToObj(_ -> south.submission()).toList();
    submit(many);
    assertEquals(150, queue.drop(south.north.domain()));
  }

  @Test
  void nothingGoesToAPausedDestinationUntilItIsResumed() throws Exception {
    queue.pause(south.north.domain());
    queue.pause(south.north.domain());
    submit();
    step();
    south.pass(Duration.ofMinutes(10));
    step();
    assertEquals(0, south.carrier.waiting());
    assertEquals(Optional.of(south.now().minus(Duration.ofMinutes(10))), only().paused());
    assertEquals(1, queue.resume(south.north.domain()));
    step();
    assertEquals(1, south.nextToNorth().size());
    assertEquals(Optional.empty(), only().paused());
  }

  @Test
  void aPausedDestinationIsShownThoughNothingWaitsForIt() {
    queue.pause(south.west.domain());
    assertEquals(south.west.domain(), only().domain());
    assertEquals(0, only().waiting());
  }

  @Test
  void theAuthorOfPausedMailIsToldOfTheDelayAsEver() throws Exception {
    queue.pause(south.north.domain());
    submit();
    south.pass(Duration.ofHours(5));
    while (south.get(Settling.class).sweep()) {
      // Until nothing is late any more.
    }
    assertEquals(List.of("delayed"), south.statesOf(anna));
  }

  private Destination only() {
    var all = queue.destinations();
    assertEquals(1, all.size());
    return all.getFirst();
  }

  private Submission submit() {
    var submission = south.submission();
    submit(submission);
    return submission;
  }

  private void submit(Submission submission) {
    submit(List.of(submission));
  }

  private void submit(List<Submission> submissions) {
    var result = south.get(Submissions.class).submit(anna.id(), submissions, South.ownCopy());
    assertTrue(result instanceof Submitted.Done);
  }

  private void step() {
    var _ = south.get(Postman.class).step();
  }

  private void settle(Receipt receipt) {
    south.get(Settling.class).settle(south.north.domain(), List.of(receipt));
  }
}
