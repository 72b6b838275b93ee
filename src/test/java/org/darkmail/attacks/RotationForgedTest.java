package org.darkmail.attacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.darkmail.delivery.Counters.Drop;
import org.darkmail.delivery.Intruded;
import org.darkmail.federation.Discovery;
import org.darkmail.federation.Peer;
import org.darkmail.openpgp.DomainKey;
import org.darkmail.openpgp.Statement;
import org.darkmail.routing.JsonWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whoever takes over the web server of a known domain serves another certificate there, and
/// rotations that are to lead to it from the pinned one.
class RotationForgedTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Intruded south;
  private DomainKey pinned;
  private DomainKey present;

  @BeforeEach
  void start() throws Exception {
    south = new Intruded();
    pinned = south.north().key();
    assertInstanceOf(Peer.class, south.look(south.north().domain()), "pinned");
    south.pass(Duration.ofMinutes(2));
    south.north().changeKey();
    present = south.north().key();
  }

  @AfterEach
  void stop() {
    south.close();
  }

  @Test
  void aRotationByThePinnedKeyIsFollowed() {
    serve(rotation(pinned, "north.test", pinned, present));
    var peer = assertInstanceOf(Peer.class, south.look(south.north().domain()));
    assertEquals(present.certificate(), peer.certificate());
  }

  @Test
  void aRotationByTheNewKeyIsNot() {
    assertNotFollowed(rotation(present, "north.test", pinned, present));
  }

  @Test
  void aRotationByAnotherDomainIsNot() {
    assertNotFollowed(rotation(south.west().key(), "north.test", pinned, present));
  }

  @Test
  void aRotationOfAnotherDomainIsNot() {
    assertNotFollowed(rotation(pinned, "west.test", pinned, present));
  }

  @Test
  void aRotationToAnotherCertificateIsNot() {
    assertNotFollowed(rotation(pinned, "north.test", pinned, other()));
  }

  @Test
  void aChainWithoutItsFirstStepIsNot() {
    var between = other();
    assertNotFollowed(rotation(between, "north.test", between, present));
  }

  @Test
  void aChainWhoseSecondStepThePinnedKeySignedIsNot() {
    var between = other();
    assertNotFollowed(
        rotation(pinned, "north.test", pinned, between),
        rotation(pinned, "north.test", between, present));
  }

  @Test
  void aBindingByThePinnedKeyIsNoRotation() {
    var binding =
        new JsonWriter()
            .text("type", "darkmail/binding/1")
            .text("domain", "north.test")
            .text("from", pinned.certificate().fingerprint())
            .text("to", present.certificate().fingerprint())
            .bytes("certificate", present.certificate().encoded())
            .time("time", south.now());
    assertNotFollowed(Statement.sign(pinned, binding.octets(), south.now(), RANDOM));
  }

  @Test
  void aFrameByTheNewKeyIsLetFall() {
    serve(rotation(present, "north.test", pinned, present));
    var frame = south.north().frame(south.certificate(), south.mailFrom(south.north()));
    south.receive("north.test", frame);
    south.awaitDrop(Drop.BAD_FRAME);
    assertTrue(south.mailbox().isEmpty());
    assertEquals(0, south.sent());
  }

  private void assertNotFollowed(byte[]... rotations) {
    serve(rotations);
    assertEquals(Discovery.Failure.DOMAIN_KEY_CHANGED, south.look(south.north().domain()));
  }

  private void serve(byte[]... rotations) {
    var document = south.north().document(south.north().base(), List.of(rotations));
    south.north().serve("/.well-known/darkmail.json", document);
  }

  private byte[] rotation(DomainKey by, String domain, DomainKey from, DomainKey to) {
    var step =
        new JsonWriter()
            .text("type", "darkmail/rotation/1")
            .text("domain", domain)
            .text("from", from.certificate().fingerprint())
            .text("to", to.certificate().fingerprint())
            .bytes("certificate", to.certificate().encoded())
            .time("time", south.now());
    return Statement.sign(by, step.octets(), south.now(), RANDOM);
  }

  private DomainKey other() {
    return DomainKey.generate("north.test", south.now(), RANDOM);
  }
}
