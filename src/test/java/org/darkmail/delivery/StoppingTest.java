package org.darkmail.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.darkmail.blob.Blobs;
import org.darkmail.container.OnEachDatabase;
import org.darkmail.container.OtherDomain;
import org.darkmail.routing.Receipt;
import org.darkmail.routing.RoutingId;
import org.junit.jupiter.api.Test;

/// What an author stops while it is not delivered.
@OnEachDatabase
class StoppingTest extends AtSouth {

  @Test
  void whatHasNotLeftNeverWillAndItsBlobsAreLetGo() throws Exception {
    south.carrier.connected(false);
    var blob = south.upload(anna, OtherDomain.random(4_096));
    var id = submit(south.submission(blob));
    assertEquals(Stopped.NEVER_LEFT, stop(anna, id));
    assertEquals(List.of("withdrawn"), south.statesOf(anna));
    south.carrier.connected(true);
    south.pass(Duration.ofDays(2));
    step();
    assertEquals(0, south.carrier.waiting());
    south.get(Blobs.class).collect();
    assertTrue(south.get(Blobs.class).find(blob).isEmpty());
  }

  @Test
  void whatWasTriedIsTriedNoMoreAndItsAuthorHearsThatItMayHaveArrived() throws Exception {
    var id = sent();
    assertEquals(Stopped.MAY_HAVE_LEFT, stop(anna, id));
    assertEquals(List.of("stopped"), south.statesOf(anna));
    south.pass(Duration.ofHours(6));
    step();
    assertEquals(0, south.carrier.waiting());
  }

  @Test
  void thatItWasDeliveredAllTheSameIsTold() throws Exception {
    var id = sent();
    stop(anna, id);
    settle(Receipt.accepted(id));
    assertEquals(List.of("stopped"), south.statesOf(anna));
    settle(Receipt.claimed(id));
    assertEquals(List.of("claimed"), south.statesOf(anna));
    settle(Receipt.claimed(id));
    assertEquals(Stopped.TOO_LATE, stop(anna, id));
  }

  @Test
  void whatTheDestinationHasCannotBeStopped() throws Exception {
    var id = sent();
    settle(Receipt.accepted(id));
    assertEquals(Stopped.TOO_LATE, stop(anna, id));
    assertEquals(List.of("accepted"), south.statesOf(anna));
  }

  @Test
  void toStopAgainSaysTheSameAndWritesNothing() throws Exception {
    var id = sent();
    stop(anna, id);
    assertEquals(Stopped.MAY_HAVE_LEFT, stop(anna, id));
    assertEquals(List.of("stopped"), south.statesOf(anna));
  }

  @Test
  void nobodyElseCanStopIt() throws Exception {
    var id = sent();
    assertEquals(Stopped.UNKNOWN, stop(south.person(), id));
    settle(Receipt.claimed(id));
    assertEquals(List.of("claimed"), south.statesOf(anna));
  }

  @Test
  void noNoticeOfADelayFollows() throws Exception {
    stop(anna, sent());
    south.pass(Duration.ofDays(6));
    while (south.get(Settling.class).sweep()) {
      // Until nothing is late any more.
    }
    assertEquals(List.of("stopped"), south.statesOf(anna));
  }

  private RoutingId sent() throws Exception {
    var id = submit(south.submission());
    south.nextToNorth();
    return id;
  }

  private RoutingId submit(Submission mail) {
    assertInstanceOf(
        Submitted.Done.class,
        south.get(Submissions.class).submit(anna.id(), List.of(mail), South.ownCopy()));
    return mail.message().id();
  }

  private Stopped stop(South.Person who, RoutingId id) {
    return south
        .get(Submissions.class)
        .stop(who.id(), List.of(id))
        .getOrDefault(id, Stopped.UNKNOWN);
  }

  private void settle(Receipt receipt) {
    south.get(Settling.class).settle(south.north.domain(), List.of(receipt));
  }

  private void step() {
    var _ = south.get(Postman.class).step();
  }
}
