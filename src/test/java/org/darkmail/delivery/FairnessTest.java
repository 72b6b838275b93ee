package org.darkmail.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.darkmail.container.OnEachDatabase;
import org.darkmail.routing.Element;
import org.darkmail.routing.Receipt;
import org.darkmail.routing.RoutingId;
import org.darkmail.routing.RoutingMessage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Nobody waits for another: neither authors for each other, nor destinations.
@OnEachDatabase
class FairnessTest extends AtSouth {
  private South.Person bert;

  @BeforeEach
  void start() {
    bert = south.person();
  }

  @Test
  void whoHasThousandsQueuedDoesNotHoldUpAnothersOneMailToTheSameDestination() throws Exception {
    south.carrier.connected(false);
    for (var mail = 0; mail < 15; mail++) {
      submit(anna, 200);
    }
    var one = submit(bert, 1).getFirst();
    south.carrier.connected(true);
    assertTrue(takeOnce().contains(one));
  }

  @Test
  void authorsTakeTurns() throws Exception {
    south.carrier.connected(false);
    submit(anna, 150);
    var berts = submit(bert, 50);
    south.carrier.connected(true);
    var first = takeOnce();
    assertEquals(100, first.size());
    assertEquals(50, first.stream().filter(berts::contains).count());
  }

  @Test
  void aMailToOneDoesNotWaitForTheSameAuthorsMailToMany() throws Exception {
    south.carrier.connected(false);
    submit(anna, 200);
    var one = submit(anna, 1).getFirst();
    south.carrier.connected(true);
    assertTrue(takeOnce().contains(one));
  }

  @Test
  void theEndOfTheWindowIsForThoseOfWhomNothingIsOnItsWay() throws Exception {
    for (var mail = 0; mail < 3; mail++) {
      submit(anna, 200);
    }
    step();
    var sent = new ArrayList<RoutingId>();
    while (sent.size() < Taking.WINDOW - Taking.FOR_OTHERS) {
      sent.addAll(ids(south.nextToNorth()));
    }
    submit(anna, 1);
    step();
    assertEquals(0, south.carrier.waiting());
    var berts = submit(bert, 1);
    assertEquals(berts, ids(south.nextToNorth()));
  }

  @Test
  void anotherDestinationDoesNotWaitForOneThatDoesNotAnswer() throws Exception {
    for (var mail = 0; mail < 3; mail++) {
      submit(anna, 200);
    }
    step();
    var sent = 0;
    while (sent < Taking.WINDOW - Taking.FOR_OTHERS) {
      sent += ids(south.nextToNorth()).size();
    }
    var west = new Submission(south.submission().message(), south.west.domain(), List.of());
    submit(anna, List.of(west));
    assertEquals(south.west.domain(), south.carrier.next().to());
  }

  @Test
  void afterThreeMinutesOfSilenceOneMessageAtATimeTriesUntilTheDestinationIsHeard()
      throws Exception {
    sentThrice();
    submit(anna, 40);
    step();
    assertEquals(0, south.carrier.waiting());
    assertTrue(probing());
    south.pass(Duration.ofSeconds(40));
    step();
    assertEquals(1, ids(south.nextToNorth()).size());
    step();
    assertEquals(0, south.carrier.waiting());
    south.receive();
    step();
    var sent = new ArrayList<RoutingId>();
    while (sent.size() < 41) {
      sent.addAll(ids(south.nextToNorth()));
    }
    assertTrue(!probing());
  }

  @Test
  void aReceiptThatAnotherNodeHadIsNoSilence() throws Exception {
    var first = sentThrice();
    south.get(Settling.class).settle(south.north.domain(), List.of(Receipt.claimed(first)));
    var next = submit(anna, 1);
    assertEquals(next, ids(south.nextToNorth()));
  }

  @Test
  void anAccountSendsNoMoreThanItsShare() throws Exception {
    south.carrier.connected(false);
    var shares = south.get(Submissions.class);
    var burst = Submissions.BURST / Submissions.MAX_MESSAGES;
    for (var mail = 0; mail < burst - 1; mail++) {
      // Refused for its blob, so that the test is short: what is tried counts.
      var missing = south.submission(new org.darkmail.blob.BlobName("A".repeat(43)));
      var many = IntStream.range(0, 199).mapToObj(_ -> south.submission());
      var all = java.util.stream.Stream.concat(many, java.util.stream.Stream.of(missing)).toList();
      assertInstanceOf(Submitted.NoSuchBlobs.class, shares.submit(anna.id(), all, South.ownCopy()));
    }
    submit(anna, 200);
    assertInstanceOf(
        Submitted.TooMany.class,
        shares.submit(anna.id(), List.of(south.submission()), South.ownCopy()));
    submit(bert, 1);
    south.pass(Duration.ofSeconds(1));
    submit(anna, 1);
  }

  /// A mail that has not been answered for so long that its destination counts as silent.
  private RoutingId sentThrice() throws Exception {
    var id = submit(anna, 1).getFirst();
    south.nextToNorth();
    for (var wait : List.of(Duration.ofSeconds(40), Duration.ofSeconds(145))) {
      south.pass(wait);
      step();
      assertEquals(List.of(id), ids(south.nextToNorth()));
    }
    return id;
  }

  private boolean probing() {
    var seen = south.get(Reach.class).all().get(south.north.domain());
    return seen != null && seen.probing();
  }

  /// What one look at the outbox takes for north.
  private List<RoutingId> takeOnce() {
    var taken =
        south
            .get(Transactions.class)
            .call(() -> south.get(Taking.class).take(south.now(), _ -> true));
    return taken.getOrDefault(south.north.domain(), List.of()).stream()
        .map(RoutingMessage::id)
        .toList();
  }

  private List<RoutingId> submit(South.Person author, int recipients) {
    return submit(
        author, IntStream.range(0, recipients).mapToObj(_ -> south.submission()).toList());
  }

  private List<RoutingId> submit(South.Person author, List<Submission> all) {
    var result = south.get(Submissions.class).submit(author.id(), all, South.ownCopy());
    assertInstanceOf(Submitted.Done.class, result);
    return all.stream().map(each -> each.message().id()).toList();
  }

  private void step() {
    var _ = south.get(Postman.class).step();
  }

  private static List<RoutingId> ids(List<Element> elements) {
    return elements.stream()
        .filter(RoutingMessage.class::isInstance)
        .map(element -> ((RoutingMessage) element).id())
        .toList();
  }
}
