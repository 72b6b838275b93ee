package org.darkmail.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.darkmail.address.Domain;
import org.darkmail.container.Container;
import org.darkmail.container.OnEachDatabase;
import org.darkmail.container.OtherDomain;
import org.darkmail.delivery.Counters.Drop;
import org.darkmail.routing.Frame;
import org.darkmail.routing.Receipt;
import org.junit.jupiter.api.Test;

/// What happens to a frame that the carrier brings.
@OnEachDatabase
class InboundTest extends AtSouth {
  @Test
  void aMessageIsAnsweredWithAReceipt() throws Exception {
    var message = south.stuckMailFor(anna);
    south.receive(message);
    south.awaitReceipt(Receipt.accepted(message.id()));
  }

  @Test
  void aFrameThatComesTwiceIsAnsweredTwiceAndDoneOnce() throws Exception {
    var message = south.mailFor(anna);
    var frame = south.north.frame(south.certificate(), message);
    for (var time = 0; time < 2; time++) {
      south.get(Inbound.class).receive(south.north.domain(), frame);
      south.awaitReceipt(Receipt.claimed(message.id()));
    }
    assertEquals(1, south.arrivalsOf(anna).size());
  }

  @Test
  void aFrameThatIsThreeWeeksLateIsStillTaken() throws Exception {
    var message = south.mailFor(anna);
    var frame = south.north.frame(south.certificate(), Receipt.accepted(message.id()), message);
    south.pass(Duration.ofDays(9));
    south.get(Inbound.class).receive(south.north.domain(), frame);
    south.awaitReceipt(Receipt.accepted(message.id()));
  }

  @Test
  void aFrameOfMoreThanThirtyDaysAgoIsNot() {
    var frame = south.north.frame(south.certificate(), south.mailFor(anna));
    south.pass(Duration.ofDays(30).plusSeconds(1));
    south.get(Inbound.class).receive(south.north.domain(), frame);
    awaitDrop(Drop.WRONG_FRAME);
  }

  @Test
  void aFrameOfTheDayAfterTomorrowIsNot() {
    var json =
        new Frame(
                "future",
                south.north.domain(),
                Container.SOUTH,
                south.now().plus(Duration.ofHours(25)),
                List.of(south.mailFor(anna)))
            .json();
    receive(south.north.seal(south.certificate(), json));
    awaitDrop(Drop.WRONG_FRAME);
  }

  @Test
  void aFrameForAnotherDomainIsNot() {
    var json =
        new Frame(
                "misled",
                south.north.domain(),
                Domain.parse("west.test"),
                south.now(),
                List.of(south.mailFor(anna)))
            .json();
    receive(south.north.seal(south.certificate(), json));
    awaitDrop(Drop.WRONG_FRAME);
  }

  @Test
  void noiseIsLetFallAndCounted() {
    receive(OtherDomain.random(4_096));
    awaitDrop(Drop.BAD_FRAME);
  }

  @Test
  void aDomainThatRotatesItsKeyIsHeardOnWithoutAPause() throws Exception {
    var before = south.mailFor(anna);
    south.receive(before);
    south.awaitReceipt(Receipt.claimed(before.id()));
    south.north.rotateKey();
    south.pass(Duration.ofMinutes(2));
    var message = south.stuckMailFor(anna);
    south.receive(message);
    south.awaitReceipt(Receipt.accepted(message.id()));
  }

  @Test
  void aDomainWithoutADocumentIsNotHeard() {
    receive("east.test", OtherDomain.random(4_096));
    awaitDrop(Drop.UNKNOWN_PEER);
  }

  private void receive(byte[] frame) {
    receive("north.test", frame);
  }

  private void receive(String from, byte[] frame) {
    south.get(Inbound.class).receive(Domain.parse(from), frame);
  }

  private void awaitDrop(Drop drop) {
    Until.holds(() -> south.dropped(drop) == 1);
    assertEquals(0, south.carrier.waiting(), "nothing is answered");
  }
}
