package org.darkmail.openpgp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SealedTest {

  private static final Instant NOW = Instant.parse("2026-11-22T06:00:00Z");
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final DomainKey NORTH = DomainKey.generate("north.test", NOW, RANDOM);
  private static final DomainKey SOUTH = DomainKey.generate("south.test", NOW, RANDOM);
  private static final Form FRAME = Form.of("darkmail/frame/1", 4, 8, 16, 32, 48);
  private static final Form QUERY = Form.of("darkmail/query/1", 2);
  private static final Form ANSWER = Form.of("darkmail/answer/1", 4, 8, 16);

  @Test
  void aSignedMessageOpensAndHasAListedSize() throws Refusal {
    for (var length : new int[] {100, 3_000, 10_000, Sealed.room(FRAME)}) {
      var json = json("darkmail/frame/1", length);
      var message = Sealed.seal(FRAME, json, SOUTH.certificate(), NORTH, NOW, RANDOM);
      assertEquals(true, FRAME.sizes().contains(message.length));
      assertArrayEquals(json, Sealed.open(FRAME, message, SOUTH, NORTH.certificate()));
    }
  }

  @Test
  void whatDoesNotFitIsNotSealed() {
    var json = json("darkmail/frame/1", Sealed.room(FRAME) + 1);
    assertThrows(
        IllegalArgumentException.class,
        () -> Sealed.seal(FRAME, json, SOUTH.certificate(), NORTH, NOW, RANDOM));
  }

  @Test
  void anUnsignedMessageOpensWhereItMayBeUnsigned() throws Refusal {
    var json = json("darkmail/query/1", 200);
    var message = Sealed.sealUnsigned(QUERY, json, SOUTH.certificate(), RANDOM);
    assertEquals(2_048, message.length);
    assertArrayEquals(json, Sealed.openUnsigned(QUERY, message, SOUTH));
    var refusal =
        assertThrows(Refusal.class, () -> Sealed.open(QUERY, message, SOUTH, NORTH.certificate()));
    assertEquals(Refusal.Reason.UNSIGNED, refusal.reason());
  }

  @Test
  void everyFlippedBitOfAMessageIsRefused() {
    var message =
        Sealed.sealUnsigned(QUERY, json("darkmail/query/1", 200), SOUTH.certificate(), RANDOM);
    for (var i = 0; i < message.length; i++) {
      var flipped = message.clone();
      flipped[i] ^= (byte) (1 << (i % 8));
      assertThrows(Refusal.class, () -> Sealed.openUnsigned(QUERY, flipped, SOUTH), "octet " + i);
    }
  }

  @Test
  void anAnswerOpensUnderItsKeyAlone() throws Refusal {
    var key = new byte[32];
    RANDOM.nextBytes(key);
    var json = json("darkmail/answer/1", 4_000);
    var answer = Seipd.seal(ANSWER, json, NORTH, NOW, key, RANDOM);
    assertEquals(8 * 1_024 + Seipd.OVERHEAD, answer.length);
    assertArrayEquals(json, Seipd.open(ANSWER, answer, key, NORTH.certificate()));
    key[0] ^= 1;
    var refusal =
        assertThrows(Refusal.class, () -> Seipd.open(ANSWER, answer, key, NORTH.certificate()));
    assertEquals(Refusal.Reason.TAMPERED, refusal.reason());
  }

  @Test
  void aKeySurvivesItsFileAndDoesNotPrint() throws Refusal {
    var read = DomainKey.parse(SOUTH.encoded());
    assertEquals(SOUTH.certificate(), read.certificate());
    assertArrayEquals(SOUTH.encoded(), read.encoded());
    var message =
        Sealed.sealUnsigned(QUERY, json("darkmail/query/1", 50), SOUTH.certificate(), RANDOM);
    assertArrayEquals(json("darkmail/query/1", 50), Sealed.openUnsigned(QUERY, message, read));
    assertEquals("DomainKey[" + SOUTH.certificate().fingerprint() + "]", SOUTH.toString());
  }

  @Test
  void aKeyWithTheSecretOfAnotherIsRefused() {
    var encoded = SOUTH.encoded();
    var seed = SOUTH.primary().secret();
    var at = indexOf(encoded, seed);
    encoded[at] ^= 1;
    assertThrows(Refusal.class, () -> DomainKey.parse(encoded));
  }

  @Test
  void aCertificateHoldsNoSecret() {
    var certificate = SOUTH.certificate().encoded();
    assertEquals(-1, indexOf(certificate, SOUTH.primary().secret()));
    assertEquals(-1, indexOf(certificate, Arrays.copyOf(SOUTH.subkey().secret(), 32)));
    assertFalse(indexOf(SOUTH.encoded(), SOUTH.primary().secret()) < 0);
  }

  private static byte[] json(String type, int length) {
    var start = "{\"type\":\"" + type + "\",\"fill\":\"";
    return (start + "x".repeat(length - start.length() - 2) + "\"}").getBytes(UTF_8);
  }

  private static int indexOf(byte[] all, byte[] part) {
    for (var i = 0; i + part.length <= all.length; i++) {
      if (Arrays.equals(all, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    return -1;
  }
}
