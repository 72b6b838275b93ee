package org.darkmail.attacks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.Headers;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.darkmail.container.Container;
import org.darkmail.container.NoCarrier;
import org.darkmail.container.OtherDomain;
import org.darkmail.container.Time;
import org.darkmail.federation.Fetch;
import org.darkmail.federation.Unreachable;
import org.darkmail.federation.Unreachable.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A hostile mail names, as a picture, something that only the reader's server can reach, or
/// something that is no picture.
class PictureAtForbiddenPlaceTest {
  private static final byte[] PNG =
      "\u0089PNG\r\n\u001a\nand so on".getBytes(StandardCharsets.ISO_8859_1);

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
        "http://127.0.0.1/a.png",
        "http://localhost/a.png",
        "http://[::1]/a.png",
        "http://2130706433/a.png",
        "http://0x7f.1/a.png",
        "http://10.0.0.1/a.png",
        "http://169.254.169.254/latest/meta-data/",
        "http://north.test:8080/a.png",
        "https://anna@north.test/a.png",
        "file:///etc/passwd",
        "ftp://north.test/a.png",
        "https:///a.png",
        "a.png"
      })
  void isNotAskedFor(String place) {
    assertEquals(Kind.FORBIDDEN, refusal(place).kind());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1/a.png",
        "https://north.test:22/",
        "file:///etc/passwd",
        "ftp://north.test/"
      })
  void isNotAskedForByARedirectEither(String place) {
    leads("/a.png", place);
    assertEquals(Kind.FORBIDDEN, refusal("https://north.test/a.png").kind());
  }

  @Test
  void isGivenUpWhenItLeadsOnAndOn() {
    leads("/a.png", "/a.png");
    assertEquals(Kind.ABSENT, refusal("https://north.test/a.png").kind());
    assertEquals(4, north.asked().stream().filter("/a.png"::equals).count());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "<!doctype html>",
        "GIF",
        "%PDF-1.7",
        ""
      })
  void isNotPassedOnIfItIsNoPicture(String octets) {
    north.serve("/a.png", octets.getBytes(StandardCharsets.UTF_8));
    assertEquals(Kind.FORBIDDEN, refusal("https://north.test/a.png").kind());
  }

  @Test
  void isNotReadBeyondItsBounds() {
    north.serve("/a.png", Arrays.copyOf(PNG, 8 * 1024 * 1024 + 1));
    assertEquals(Kind.FORBIDDEN, refusal("https://north.test/a.png").kind());
  }

  @Test
  void aGoodOneComesByARedirectWithItsTypeAndNothingOfTheReaderGoesAlong() throws IOException {
    var headers = new AtomicReference<Headers>();
    leads("/a", "/b.bin");
    north.serve(
        "/b.bin",
        exchange -> {
          headers.set(exchange.getRequestHeaders());
          exchange.sendResponseHeaders(200, PNG.length);
          exchange.getResponseBody().write(PNG);
        });
    var picture = south.get(Fetch.class).picture(URI.create("https://north.test/a"));
    assertEquals("image/png", picture.type());
    assertArrayEquals(PNG, picture.octets());
    assertTrue(headers.get().containsKey("Accept"));
    for (var name :
        new String[] {"Cookie", "Referer", "Authorization", "Forwarded", "X-Forwarded-For"}) {
      assertFalse(headers.get().containsKey(name), name);
    }
  }

  private void leads(String from, String to) {
    north.serve(
        from,
        exchange -> {
          exchange.getResponseHeaders().add("Location", to);
          exchange.sendResponseHeaders(302, -1);
        });
  }

  private Unreachable refusal(String place) {
    return assertThrows(Unreachable.class, () -> south.get(Fetch.class).picture(URI.create(place)));
  }
}
