package org.darkmail.attacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.darkmail.container.Container;
import org.darkmail.container.NoCarrier;
import org.darkmail.container.OtherDomain;
import org.darkmail.container.Time;
import org.darkmail.federation.Fetch;
import org.darkmail.federation.Peer;
import org.darkmail.federation.Peers;
import org.darkmail.federation.Unreachable;
import org.darkmail.routing.Link;
import org.darkmail.routing.Sha256;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A hostile domain names, as the place of a blob, something that only the recipient's server can
/// reach: its own host, its network, its cloud's metadata.
class BlobLinkToForbiddenPlaceTest {
  private static final String NAME = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFg";

  private OtherDomain north;
  private Container south;

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1/blob/",
        "http://127.0.0.1:8080/blob/",
        "http://localhost/blob/",
        "http://[::1]/blob/",
        "http://[::ffff:127.0.0.1]/blob/",
        "http://0.0.0.0/blob/",
        "http://2130706433/blob/",
        "http://0x7f.1/blob/",
        "http://10.0.0.1/blob/",
        "http://172.16.0.1/blob/",
        "http://192.168.0.1/blob/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[fd00:ec2::254]/latest/meta-data/",
        "http://[fe80::1]/blob/",
        "https://south.test/blob/",
        "file:///etc/",
        "jar:file:///etc/!/",
        "ftp://north.localhost:8080/blob/"
      })
  void aPlaceThatTheDomainHasNotAnnouncedIsNotAsked(String place) {
    assertEquals(Unreachable.Kind.FORBIDDEN, refusal(peer(), place + NAME).kind());
  }

  @Test
  void aMappedDomainIsAskedAtItsMappedBaseAndNowhereElse() throws IOException {
    var asked = new AtomicInteger();
    var bystander =
        com.sun.net.httpserver.HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    bystander.createContext("/", exchange -> asked.incrementAndGet());
    bystander.start();
    try {
      var base = "http://127.0.0.1:" + bystander.getAddress().getPort() + "/blob/";
      north.serve("/.well-known/darkmail.json", north.document(base, List.of()));
      refusal(peer(), base + NAME);
      assertEquals(0, asked.get());
      assertEquals("/blob/" + NAME, north.asked().getLast());
    } finally {
      bystander.stop(0);
    }
  }

  private Peer peer() {
    return assertInstanceOf(Peer.class, south.get(Peers.class).peer(north.domain()));
  }

  private Unreachable refusal(Peer peer, String place) {
    var link = new Link(URI.create(place), Sha256.of(new byte[1]), 1);
    return assertThrows(
        Unreachable.class,
        () -> {
          try (var octets = south.get(Fetch.class).blob(peer, link)) {
            octets.readAllBytes();
          }
        });
  }
}
