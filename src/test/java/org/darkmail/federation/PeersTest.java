package org.darkmail.federation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.darkmail.address.Domain;
import org.darkmail.container.Container;
import org.darkmail.container.NoCarrier;
import org.darkmail.container.OnEachDatabase;
import org.darkmail.container.OtherDomain;
import org.darkmail.container.Time;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class PeersTest {
  private static final String DOCUMENT = "/.well-known/darkmail.json";

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
  void aDomainIsFoundByItsDocumentAndRememberedForAnHour() {
    assertEquals(north.certificate(), peer().certificate());
    south.time().pass(Duration.ofMinutes(59));
    peer();
    assertEquals(List.of(DOCUMENT), north.asked());
  }

  @Test
  void theVaultGetsTheDocumentAsItWasServed() {
    var served = north.document(north.base(), List.of());
    north.serve(DOCUMENT, served);
    assertArrayEquals(served, peer().document());
  }

  @Test
  void anotherCertificateThatTheOldOneHasNotSignedBlocks() {
    peer();
    north.changeKey();
    later();
    assertEquals(Discovery.Failure.DOMAIN_KEY_CHANGED, again());
  }

  @Test
  void itStaysBlockedUntilTheOldCertificateIsBack() {
    var served = north.document(north.base(), List.of());
    peer();
    north.changeKey();
    later();
    assertEquals(Discovery.Failure.DOMAIN_KEY_CHANGED, again());
    south.time().pass(Duration.ofHours(2));
    assertEquals(Discovery.Failure.DOMAIN_KEY_CHANGED, discover());
    north.serve(DOCUMENT, served);
    later();
    assertInstanceOf(Peer.class, discover());
  }

  @Test
  void anotherCertificateThatTheOldOneHasSignedTakesItsPlace() {
    peer();
    north.rotateKey();
    later();
    assertEquals(north.certificate(), assertInstanceOf(Peer.class, again()).certificate());
  }

  @Test
  void aKnownDomainStaysKnownWhileItIsAway() {
    var before = peer();
    north.serve(DOCUMENT, exchange -> exchange.sendResponseHeaders(503, -1));
    later();
    assertEquals(before.certificate(), assertInstanceOf(Peer.class, again()).certificate());
  }

  @Test
  void aDomainThatIsAwayIsAskedAgainSoon() {
    north.serve(DOCUMENT, exchange -> exchange.sendResponseHeaders(503, -1));
    assertEquals(Discovery.Failure.DOMAIN_AWAY, discover());
    assertEquals(Discovery.Failure.DOMAIN_AWAY, discover());
    assertEquals(1, north.asked().size());
    north.serveDocument();
    south.time().pass(Duration.ofSeconds(21));
    assertInstanceOf(Peer.class, discover());
  }

  @Test
  void aDomainWithoutADocumentTakesNoPart() {
    north.serve(DOCUMENT, exchange -> exchange.sendResponseHeaders(404, -1));
    assertEquals(Discovery.Failure.UNKNOWN_DOMAIN, discover());
  }

  @Test
  void aDocumentOfAnotherDomainIsNone() throws IOException {
    try (var west = new OtherDomain("west.test", new Time())) {
      north.serve(DOCUMENT, west.document(west.base(), List.of()));
      assertEquals(Discovery.Failure.UNKNOWN_DOMAIN, discover());
    }
  }

  @Test
  void aDocumentThatSomebodyElseHasSignedIsNone() throws IOException {
    try (var twin = new OtherDomain("north.test", new Time())) {
      var text = new String(twin.document(twin.base(), List.of()), StandardCharsets.UTF_8);
      var own = new String(north.document(north.base(), List.of()), StandardCharsets.UTF_8);
      var mixed =
          text.substring(0, text.indexOf("\"statement\""))
              + own.substring(own.indexOf("\"statement\""));
      north.serve(DOCUMENT, mixed.getBytes(StandardCharsets.UTF_8));
      assertEquals(Discovery.Failure.UNKNOWN_DOMAIN, discover());
    }
  }

  @Test
  void aDocumentThatIsTooLongIsNone() {
    north.serve(DOCUMENT, new byte[64 * 1024 + 1]);
    assertEquals(Discovery.Failure.UNKNOWN_DOMAIN, discover());
  }

  @Test
  void aRedirectIsNotFollowed() {
    north.serve(
        DOCUMENT,
        exchange -> {
          exchange.getResponseHeaders().add("Location", north.url() + "/elsewhere");
          exchange.sendResponseHeaders(302, -1);
        });
    assertEquals(Discovery.Failure.UNKNOWN_DOMAIN, discover());
    assertEquals(List.of(DOCUMENT), north.asked());
  }

  @Test
  void theOwnDomainIsNotAskedFor() {
    assertInstanceOf(Peer.class, south.get(Peers.class).peer(Container.SOUTH));
  }

  private Peer peer() {
    return assertInstanceOf(Peer.class, discover());
  }

  private Discovery discover() {
    return south.get(Peers.class).peer(Domain.parse("north.test"));
  }

  private void later() {
    south.time().pass(Duration.ofMinutes(2));
  }

  private Discovery again() {
    return south.get(Peers.class).suspect(Domain.parse("north.test"));
  }
}
