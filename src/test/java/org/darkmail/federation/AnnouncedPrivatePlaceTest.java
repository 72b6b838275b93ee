package org.darkmail.federation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.darkmail.address.Domain;
import org.darkmail.container.OtherDomain;
import org.darkmail.container.Time;
import org.darkmail.routing.Link;
import org.darkmail.routing.Sha256;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A domain that is not mapped announces, in its own signed document, bases which lead to addresses
/// that are not on the open Internet.
class AnnouncedPrivatePlaceTest {
  private static final String NAME = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFg";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1/",
        "https://localhost/",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://10.0.0.1:8443/blob/",
        "https://192.168.1.1/",
        "https://169.254.169.254/latest/",
        "https://100.100.100.200/",
        "https://2130706433/",
        "https://[fd00:ec2::254]/",
        "https://[fe80::1]/",
        "https://[2002:7f00:1::]/",
        "https://[64:ff9b::a00:1]/"
      })
  void isNotConnectedTo(String base) throws Exception {
    try (var west = new OtherDomain("west.test", new Time())) {
      var domain = Domain.parse("west.test");
      var peer =
          new Peer(
              domain, west.certificate(), List.of(Base.of(base, false).orElseThrow()), new byte[0]);
      var fetch = new Fetch(new FederationConfig(URI.create("https://south.test"), Map.of()));
      var link = new Link(URI.create(base + NAME), Sha256.of(new byte[1]), 1);
      try {
        var refusal = assertThrows(Unreachable.class, () -> fetch.blob(peer, link));
        assertEquals(Unreachable.Kind.FORBIDDEN, refusal.kind());
      } finally {
        fetch.close();
      }
    }
  }
}
