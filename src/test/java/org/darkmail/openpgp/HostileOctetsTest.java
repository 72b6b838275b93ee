package org.darkmail.openpgp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// Strangers choose what we parse: whatever it is, it is read or refused, and nothing else happens.
class HostileOctetsTest {

  private static final Instant NOW = Instant.parse("2026-11-22T06:00:00Z");
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final DomainKey SOUTH = DomainKey.generate("south.test", NOW, RANDOM);
  private static final Form FRAME = Form.of("darkmail/frame/1", 4);
  private static final byte[] JSON = "{\"type\":\"darkmail/frame/1\"}".getBytes(UTF_8);

  private interface Reader {
    Object read(byte[] octets) throws Refusal;
  }

  @Test
  void aCertificateWithAnyOctetChangedIsRefused() {
    everyChangeIsRefused(SOUTH.certificate().encoded(), Certificate::parse);
  }

  @Test
  void aStatementWithAnyOctetChangedIsRefused() {
    var statement = Statement.sign(SOUTH, JSON, NOW, RANDOM);
    everyChangeIsRefused(
        statement, octets -> Statement.verify(octets, SOUTH.certificate(), FRAME.type()));
  }

  @Test
  void nothingButARefusalComesOfMangledOctets() {
    var message = Sealed.seal(FRAME, JSON, SOUTH.certificate(), SOUTH, NOW, RANDOM);
    mangled(message, octets -> Sealed.open(FRAME, octets, SOUTH, SOUTH.certificate()));
    mangled(SOUTH.certificate().encoded(), Certificate::parse);
    mangled(SOUTH.encoded(), DomainKey::parse);
    var statement = Statement.sign(SOUTH, JSON, NOW, RANDOM);
    mangled(statement, octets -> Statement.verify(octets, SOUTH.certificate(), FRAME.type()));
    mangled(JSON, octets -> Json.ofType(FRAME.type(), octets));
  }

  @Test
  void deeplyNestedJsonIsRefused() {
    var json = ("{\"type\":\"darkmail/frame/1\",\"a\":" + "[".repeat(40_000)).getBytes(UTF_8);
    assertThrows(Refusal.class, () -> Json.ofType(FRAME.type(), json));
  }

  @Test
  void manyThreadsMayUseOneKey() throws Exception {
    var messages =
        IntStream.range(0, 200)
            .mapToObj(i -> Sealed.seal(FRAME, JSON, SOUTH.certificate(), SOUTH, NOW, RANDOM))
            .toList();
    try (var threads = Executors.newFixedThreadPool(4)) {
      var opened =
          threads.invokeAll(
              messages.stream()
                  .map(message ->
                      (Callable<byte[]>)
                          () -> Sealed.open(FRAME, message, SOUTH, SOUTH.certificate()))
                  .toList());
      for (var json : opened) {
        assertArrayEquals(JSON, json.get());
      }
      assertEquals(200, opened.size());
    }
  }

  private static void everyChangeIsRefused(byte[] good, Reader reader) {
    for (var i = 0; i < good.length; i++) {
      var changed = good.clone();
      changed[i] ^= (byte) (1 << (i % 8));
      Executable read = () -> reader.read(changed);
      assertThrows(Refusal.class, read, "octet " + i);
    }
  }

  private static void mangled(byte[] good, Reader reader) {
    var random = new Random(1);
    for (var round = 0; round < 2_000; round++) {
      var octets = mangle(good.clone(), random);
      try {
        reader.read(octets);
      } catch (Refusal expected) {
        assertEquals(expected.getMessage(), expected.reason().code());
      }
    }
  }

  /// Changes the front, where lengths and versions stand, more often than the rest; cuts, doubles
  /// or keeps the length.
  private static byte[] mangle(byte[] octets, Random random) {
    for (var change = random.nextInt(4); change >= 0; change--) {
      var reach = random.nextBoolean() ? Math.min(64, octets.length) : octets.length;
      octets[random.nextInt(reach)] = (byte) random.nextInt(256);
    }
    return switch (random.nextInt(4)) {
      case 0 -> Arrays.copyOf(octets, random.nextInt(octets.length));
      case 1 -> Packets.concat(octets, octets);
      default -> octets;
    };
  }
}
