package org.darkmail.attacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.darkmail.delivery.Counters.Drop;
import org.darkmail.delivery.Intruded;
import org.darkmail.federation.Discovery;
import org.darkmail.federation.Peer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whoever takes over the web server of a known domain serves another certificate there, which the
/// pinned one has not signed.
class DomainCertificateReplacedTest {
  private Intruded south;

  @BeforeEach
  void start() throws Exception {
    south = new Intruded();
    assertInstanceOf(Peer.class, south.look(south.north().domain()), "pinned");
    south.pass(Duration.ofMinutes(2));
    south.north().changeKey();
  }

  @AfterEach
  void stop() {
    south.close();
  }

  @Test
  void itIsNotTakenThen() {
    assertEquals(Discovery.Failure.DOMAIN_KEY_CHANGED, south.look(south.north().domain()));
  }

  @Test
  void itIsNotTakenAMonthLater() {
    south.pass(Duration.ofDays(31));
    assertEquals(Discovery.Failure.DOMAIN_KEY_CHANGED, south.look(south.north().domain()));
  }

  @Test
  void aFrameByTheNewKeyIsLetFallAndNotAnswered() {
    south.receive("north.test", frame());
    south.awaitDrop(Drop.BAD_FRAME);
    south.receive("north.test", frame());
    south.awaitDrop(Drop.UNKNOWN_PEER);
    assertTrue(south.mailbox().isEmpty());
    assertEquals(0, south.sent());
  }

  @Test
  void nothingIsSentThere() {
    assertEquals(Discovery.Failure.DOMAIN_KEY_CHANGED, south.look(south.north().domain()));
    south.sendToNorth();
    south.post();
    south.awaitDrop(Drop.NOT_SENT);
    assertEquals(0, south.sent());
  }

  private byte[] frame() {
    return south.north().frame(south.certificate(), south.mailFrom(south.north()));
  }
}
