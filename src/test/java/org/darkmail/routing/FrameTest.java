package org.darkmail.routing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.darkmail.address.Domain;
import org.darkmail.openpgp.DomainKey;
import org.darkmail.openpgp.Sealed;
import org.junit.jupiter.api.Test;

class FrameTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Domain NORTH = Domain.parse("north.test");
  private static final Domain SOUTH = Domain.parse("south.test");

  @Test
  void everyElementIsReadAsItWasWritten() throws Malformed {
    var message = new RoutingMessage(id(), random(2_048), random(4_096));
    var receipt = Receipt.refused(id(), Reason.OVER_QUOTA);
    var query = new Query("q1", random(2_048));
    var answer = Answer.of("a1", random(4_000));
    var limit = Answer.refused("a2", "limit");
    var read =
        Frame.parse(frame(List.of(message, receipt, query, answer, limit)).json()).elements();
    assertEquals(5, read.size());
    var first = (RoutingMessage) read.get(0);
    assertEquals(message.id(), first.id());
    assertArrayEquals(message.envelope(), first.envelope());
    assertArrayEquals(message.header(), first.header());
    assertEquals(receipt, read.get(1));
    assertArrayEquals(query.query(), ((Query) read.get(2)).query());
    assertArrayEquals(answer.answer(), ((Answer) read.get(3)).answer());
    assertEquals("limit", ((Answer) read.get(4)).refused());
  }

  @Test
  void aFullLoadFitsIntoTheLargestFrame() {
    var elements = new ArrayList<Element>();
    IntStream.range(0, 40)
        .forEach(i -> elements.add(new RoutingMessage(id(), random(2_048), random(2_048))));
    IntStream.range(0, 2_000).forEach(i -> elements.add(Receipt.claimed(id())));
    elements.add(new RoutingMessage(id(), random(16_384), random(16_384)));
    var loads = Frame.loads(elements);
    assertEquals(elements, loads.stream().flatMap(List::stream).toList());
    var key = DomainKey.generate("north.test", NOW, RANDOM);
    for (var load : loads) {
      var sealed =
          Sealed.seal(Frame.FORM, longest(load).json(), key.certificate(), key, NOW, RANDOM);
      assertTrue(sealed.length <= 48 * 1024);
    }
  }

  @Test
  void anElementNeverTakesMoreRoomThanItSays() {
    var elements =
        List.of(
            new RoutingMessage(id(), random(2_048), random(16_384)),
            Receipt.refused(id(), Reason.BLOB_UNAVAILABLE),
            new Query("q".repeat(64), random(2_048)),
            Answer.of("a".repeat(64), random(17_000)),
            Answer.refused("a".repeat(64), "r".repeat(64)));
    var empty = frame(List.of()).json().length;
    for (var element : elements) {
      assertTrue(frame(List.of(element)).json().length - empty <= element.octets());
    }
  }

  @Test
  void oneReceiptIsNotToldFromOneMessageByItsSize() {
    var key = DomainKey.generate("north.test", NOW, RANDOM);
    var sizes = List.of(4 * 1024, 8 * 1024, 16 * 1024, 32 * 1024, 48 * 1024);
    var loads =
        List.of(
            List.<Element>of(Receipt.claimed(id())),
            List.<Element>of(new Query("q", random(1_500))));
    var seen = new ArrayList<Integer>();
    for (var load : loads) {
      var json = frame(load).json();
      seen.add(Sealed.seal(Frame.FORM, json, key.certificate(), key, NOW, RANDOM).length);
    }
    assertTrue(sizes.containsAll(seen));
    assertEquals(Set.of(4 * 1024), Set.copyOf(seen));
  }

  @Test
  void aReceiptWithAReasonThatIsNoRefusalIsMalformed() {
    var text =
        new String(frame(List.of(Receipt.accepted(id()))).json(), StandardCharsets.UTF_8)
            .replace("\"reason\":null", "\"reason\":\"expired\"");
    assertThrows(Malformed.class, () -> Frame.parse(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aDomainThatIsNotInNormalFormIsMalformed() {
    var text =
        new String(frame(List.of()).json(), StandardCharsets.UTF_8).replace("north", "North");
    assertThrows(Malformed.class, () -> Frame.parse(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static Frame frame(List<? extends Element> elements) {
    return new Frame("f1", NORTH, SOUTH, NOW, List.copyOf(elements));
  }

  /// With the longest id and domains that there can be.
  private static Frame longest(List<Element> elements) {
    var labels = "a".repeat(60) + ".";
    var domain = Domain.parse(labels.repeat(4) + "example");
    return new Frame("f".repeat(64), domain, domain, NOW, elements);
  }

  private static RoutingId id() {
    return RoutingId.of(random(16));
  }

  private static byte[] random(int octets) {
    var some = new byte[octets];
    RANDOM.nextBytes(some);
    return some;
  }
}
