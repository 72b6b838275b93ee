package org.darkmail.journeys.blind;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.darkmail.journeys.blind.Search.Find;
import org.junit.jupiter.api.Test;

class SearchTest {

  private static final String SECRET = "Grüße von einer Kanarie/ßß?";
  private final Search search =
      new Search(List.of(Canary.text("secret", SECRET), Canary.text("other", "another canary")));

  @Test
  void aCanaryIsFoundInEachEncodingThatSomebodyElseMade() throws IOException {
    assertFound("as it is", SECRET.getBytes(UTF_8));
    assertFound("UTF-16LE", SECRET.getBytes(UTF_16LE));
    assertFound("hex", HexFormat.of().formatHex(SECRET.getBytes(UTF_8)).getBytes(UTF_8));
    assertFound("form", ("q=" + URLEncoder.encode(SECRET, UTF_8)).getBytes(UTF_8));
    assertFound(
        "JSON", "{\"a\":\"Gr\\u00fc\\u00dfe von einer Kanarie/\\u00df\\u00df?\"}".getBytes(UTF_8));
  }

  @Test
  void aCanaryIsFoundInBase64AtWhateverOffsetItBegins() throws IOException {
    for (int before = 0; before < 7; before++) {
      for (int behind = 0; behind < 4; behind++) {
        var message = ("x".repeat(before) + SECRET + "y".repeat(behind)).getBytes(UTF_8);
        assertFound("base64+" + before % 3, Base64.getEncoder().encode(message));
        assertFound("base64url+" + before % 3, Base64.getUrlEncoder().encode(message));
      }
    }
  }

  @Test
  void aCanaryIsFoundAcrossTheEdgeOfABuffer() throws IOException {
    for (int before = (1 << 20) - 40; before < (1 << 20) + 2; before++) {
      var haystack = new ByteArrayOutputStream();
      haystack.writeBytes(new byte[before]);
      haystack.writeBytes(SECRET.getBytes(UTF_8));
      assertFound("as it is", haystack.toByteArray());
    }
  }

  @Test
  void aCanaryIsFoundBehindItsOwnBeginning() throws IOException {
    assertFound("as it is", ("Grüße von einer " + SECRET).getBytes(UTF_8));
  }

  @Test
  void nothingIsFoundInNoiseNorInPartsOfACanary() throws IOException {
    var noise = new byte[8 << 20];
    new Random(1).nextBytes(noise);
    assertEquals(Set.of(), search.in(new ByteArrayInputStream(noise)));
    var part = SECRET.substring(1) + SECRET.substring(0, SECRET.length() - 1);
    assertEquals(Set.of(), search.in(new ByteArrayInputStream(part.getBytes(ISO_8859_1))));
  }

  private void assertFound(String form, byte[] haystack) throws IOException {
    var finds = search.in(new ByteArrayInputStream(haystack));
    assertTrue(finds.contains(new Find("secret", form)), form + " is not among " + finds);
  }
}
