package org.darkmail.federation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.darkmail.container.Container;
import org.darkmail.container.NoCarrier;
import org.darkmail.container.OtherDomain;
import org.darkmail.container.Time;
import org.darkmail.federation.Unreachable.Kind;
import org.darkmail.routing.Link;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FetchTest {
  private Container south;
  private OtherDomain north;

  @BeforeEach
  void start() throws IOException {
    north = new OtherDomain("north.test", new Time());
    south = Container.withDelivery(Map.of(north.domain(), north.url()), NoCarrier.class);
  }

  @AfterEach
  void stop() {
    south.close();
    north.close();
  }

  @Test
  void anAnnouncedBlobIsReadToItsEnd() throws IOException {
    var octets = OtherDomain.random(100_000);
    assertArrayEquals(octets, read(north.blob(octets)));
  }

  @Test
  void aCutConnectionIsTakenUpWhereItBroke() throws IOException {
    var octets = OtherDomain.random(100_000);
    var link = north.blob(octets);
    north.serve(
        link.place().getPath(),
        exchange -> {
          var range = exchange.getRequestHeaders().getFirst("Range");
          var from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
          var to = Math.min(octets.length, from + 40_000);
          exchange.getResponseHeaders().add("Content-Range", "bytes " + from + "-99999/100000");
          exchange.sendResponseHeaders(from == 0 ? 200 : 206, octets.length - from);
          exchange.getResponseBody().write(Arrays.copyOfRange(octets, from, to));
        });
    assertArrayEquals(octets, read(link));
    assertEquals(3, north.asked().stream().filter(link.place().getPath()::equals).count());
  }

  @Test
  void aBlobOfAnotherLengthIsNotRead() {
    var link = north.blob(OtherDomain.random(1_000));
    north.serve(link.place().getPath(), OtherDomain.random(999));
    assertEquals(Kind.FORBIDDEN, refusal(link).kind());
  }

  @Test
  void aBlobWithoutAnAnnouncedLengthEndsWhereTheEnvelopeSays() {
    var link = north.blob(OtherDomain.random(1_000));
    north.serve(
        link.place().getPath(),
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(OtherDomain.random(1_001));
        });
    assertEquals(Kind.FORBIDDEN, refusal(link).kind());
  }

  @Test
  void aBlobThatIsNotThereMayBeThereLater() {
    var link = north.blob(OtherDomain.random(10));
    north.serve(link.place().getPath(), exchange -> exchange.sendResponseHeaders(404, -1));
    assertEquals(Kind.ABSENT, refusal(link).kind());
  }

  @Test
  void aRedirectIsNotFollowed() {
    var link = north.blob(OtherDomain.random(10));
    north.serve(
        link.place().getPath(),
        exchange -> {
          exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/");
          exchange.sendResponseHeaders(307, -1);
        });
    assertEquals(Kind.ABSENT, refusal(link).kind());
  }

  private Unreachable refusal(Link link) {
    return assertThrows(Unreachable.class, () -> read(link));
  }

  private byte[] read(Link link) throws IOException {
    var peer = assertInstanceOf(Peer.class, south.get(Peers.class).peer(north.domain()));
    try (var octets = south.get(Fetch.class).blob(peer, link)) {
      return octets.readAllBytes();
    }
  }
}
