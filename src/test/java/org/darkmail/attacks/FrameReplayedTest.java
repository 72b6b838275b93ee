package org.darkmail.attacks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.darkmail.container.OnEachDatabase;
import org.darkmail.delivery.Counters.Drop;
import org.darkmail.delivery.Intruded;
import org.darkmail.routing.Frame;
import org.darkmail.routing.Reason;
import org.darkmail.routing.Receipt;
import org.darkmail.routing.RoutingMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whoever kept a frame sends it again, at once or when its ids have been forgotten.
@OnEachDatabase
class FrameReplayedTest {
  private Intruded south;
  private RoutingMessage message;

  @BeforeEach
  void start() throws Exception {
    south = new Intruded();
    message = south.mailFrom(south.north());
  }

  @AfterEach
  void stop() {
    south.close();
  }

  @Test
  void withinAMonthItIsAnsweredAndDoneOnce() throws Exception {
    var frame = delivered(south.now());
    south.pass(Duration.ofDays(29));
    south.forget();
    isAnsweredAndNotDone(frame);
  }

  @Test
  void afterAMonthItIsLetFall() throws Exception {
    var frame = delivered(south.now());
    south.pass(Duration.ofDays(33));
    assertEquals(1, south.forget());
    south.receive("north.test", frame);
    south.awaitDrop(Drop.WRONG_FRAME);
    south.claim();
    assertEquals(1, south.mailbox().size());
    assertEquals(0, south.sent());
  }

  @Test
  void oneThatWasDatedAheadIsRememberedAsLongAsItIsTaken() throws Exception {
    var frame = delivered(south.now().plus(Duration.ofHours(23)));
    south.pass(Duration.ofDays(30).plusHours(22));
    south.forget();
    isAnsweredAndNotDone(frame);
  }

  @Test
  void theSameMailInANewFrameAfterItsIdWasForgottenHasExpired() throws Exception {
    var _ = delivered(south.now());
    south.pass(Duration.ofDays(33));
    assertEquals(1, south.forget());
    south.receive("north.test", frame(south.now()));
    assertEquals(List.of(Receipt.refused(message.id(), Reason.EXPIRED)), south.nextToNorth());
    south.claim();
    assertEquals(1, south.mailbox().size());
  }

  private void isAnsweredAndNotDone(byte[] frame) throws Exception {
    south.receive("north.test", frame);
    assertEquals(List.of(Receipt.claimed(message.id())), south.nextToNorth());
    south.claim();
    assertEquals(1, south.mailbox().size());
  }

  /// A frame of that time, which has been received and whose mail is in the mailbox.
  private byte[] delivered(Instant time) throws Exception {
    var frame = frame(time);
    south.receive("north.test", frame);
    south.awaitReceipts(Receipt.accepted(message.id()), Receipt.claimed(message.id()));
    return frame;
  }

  private byte[] frame(Instant time) {
    var north = south.north();
    var frame = new Frame("f1", north.domain(), south.domain(), time, List.of(message));
    return north.seal(south.certificate(), frame.json());
  }
}
