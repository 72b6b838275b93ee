package org.darkmail.attacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.darkmail.delivery.Counters.Drop;
import org.darkmail.delivery.Intruded;
import org.darkmail.routing.Frame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whoever controls the XMPP server of a domain, or the wire, sends frames in its name; or a domain
/// speaks for another one.
class FrameSignedByAnotherDomainTest {
  private Intruded south;

  @BeforeEach
  void start() throws Exception {
    south = new Intruded();
  }

  @AfterEach
  void stop() {
    south.close();
  }

  @Test
  void aFrameWithTheSignatureOfAnotherDomainIsLetFall() {
    south.receive(
        "north.test", south.west().frame(south.certificate(), south.mailFrom(south.west())));
    south.awaitDrop(Drop.BAD_FRAME);
  }

  @Test
  void aFrameOfOneDomainSentOnByAnotherIsLetFall() {
    south.receive(
        "west.test", south.north().frame(south.certificate(), south.mailFrom(south.north())));
    south.awaitDrop(Drop.BAD_FRAME);
  }

  @Test
  void aFrameThatNamesAnotherSenderThanItsSignerIsLetFall() {
    var json =
        new Frame(
                "f1",
                south.west().domain(),
                south.domain(),
                south.now(),
                List.of(south.mailFrom(south.west())))
            .json();
    south.receive("north.test", south.north().seal(south.certificate(), json));
    south.awaitDrop(Drop.WRONG_FRAME);
  }

  @Test
  void aFrameInTheNameOfTheOwnDomainIsLetFall() {
    south.receive("south.test", south.north().frame(south.certificate()));
    south.awaitDrop(Drop.WRONG_FRAME);
  }

  @Test
  void nothingOfThemReachesAMailboxAndNobodyIsAnswered() throws Exception {
    south.receive(
        "north.test", south.west().frame(south.certificate(), south.mailFrom(south.west())));
    south.awaitDrop(Drop.BAD_FRAME);
    assertTrue(south.mailbox().isEmpty());
    assertEquals(0, south.sent());
  }
}
