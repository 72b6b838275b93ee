package org.darkmail.federation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaseTest {
  private static final String NAME = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFg";

  @Test
  void aLinkIsABaseAndABlobsName() {
    var base = Base.of("https://blobs.north.test/b/", false).orElseThrow();
    assertTrue(base.holds(URI.create("https://blobs.north.test/b/" + NAME)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://blobs.north.test/b/",
        "https://blobs.north.test/b/short",
        "https://blobs.north.test/b/../" + NAME,
        "https://blobs.north.test/b/x/" + NAME,
        "https://blobs.north.test/b/" + NAME + "?x",
        "https://blobs.north.test/b/" + NAME + "#x",
        "https://blobs.north.test/c/" + NAME,
        "http://blobs.north.test/b/" + NAME,
        "https://BLOBS.north.test/b/" + NAME,
        "https://blobs.north.test:444/b/" + NAME,
        "https://blobs.north.test@evil.test/b/" + NAME,
        "https://evil.test/https://blobs.north.test/b/" + NAME
      })
  void anythingElseIsNoLink(String link) {
    var base = Base.of("https://blobs.north.test/b/", false).orElseThrow();
    assertFalse(base.holds(URI.create(link)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://north.test/blob",
        "https://north.test",
        "https://north.test/../",
        "https://north.test/./",
        "https://north.test//",
        "https://north.test/%2e%2e/",
        "https://a@north.test/",
        "https://north.test/?/",
        "https://north.test/#/",
        "ftp://north.test/",
        "file:///etc/",
        "http://north.test/",
        "//north.test/",
        "/blob/",
        "https:///blob/",
        "https://127.1/",
        "https://0x7f.0.0.1/",
        "https://north.test/a b/",
        ""
      })
  void aBaseIsAnAbsoluteHttpsUrlOfAFolder(String url) {
    assertEquals(Optional.empty(), Base.of(url, false));
  }
}
