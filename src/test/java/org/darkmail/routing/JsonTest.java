package org.darkmail.routing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Spec 0.1.
class JsonTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "\"text\"",
        "{",
        "{\"a\":1,\"a\":2}",
        "{\"a\":{\"b\":1,\"b\":1}}",
        "{} {}",
        "{}x",
        "{'a':1}",
        "{a:1}",
        "{\"a\":1,}",
        "{\"a\":NaN}",
        "{\"a\":01}",
        "// no\n{}"
      })
  void onlyOneObjectWithoutDuplicateNamesIsRead(String text) {
    assertThrows(Malformed.class, () -> parse(text));
  }

  @Test
  void octetsThatAreNotUtf8AreNotRead() {
    var octets = "{\"a\":\"x\"}".getBytes(StandardCharsets.ISO_8859_1);
    octets[6] = (byte) 0xff;
    assertThrows(Malformed.class, () -> Json.parse(octets));
  }

  @Test
  void aLoneSurrogateIsNoText() throws Malformed {
    var json = parse("{\"a\":\"\\ud800\"}");
    assertThrows(Malformed.class, () -> json.text("a"));
  }

  @Test
  void anotherTypeThanTheExpectedOneIsRefused() {
    var octets = "{\"type\":\"darkmail/frame/2\"}".getBytes(StandardCharsets.UTF_8);
    assertThrows(Malformed.class, () -> Json.parse(octets, "darkmail/frame/1"));
  }

  @Test
  void unknownMembersAreIgnoredAndMissingOnesAreNot() throws Malformed {
    var json = parse("{\"a\":\"x\",\"new\":[1]}");
    assertEquals("x", json.text("a"));
    assertThrows(Malformed.class, () -> json.text("b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"1\"", "-1", "1.5", "1e3", "9007199254740992", "true", "null"})
  void aNumberIsAWholeOneThatEveryReaderCanHold(String value) throws Malformed {
    var json = parse("{\"n\":" + value + "}");
    assertThrows(Malformed.class, () -> json.number("n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"AA==", "A", "AB", "A+A", "A/A", "AA AA", "\\u00e4AA"})
  void octetsHaveOneTextOnly(String text) throws Malformed {
    var json = parse("{\"b\":\"" + text + "\"}");
    assertThrows(Malformed.class, () -> json.bytes("b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-22T10:00:00.5Z",
        "2026-11-22T10:00:00+00:00",
        "2026-11-22T10:00Z",
        "2026-13-22T10:00:00Z",
        "2026-11-22 10:00:00Z"
      })
  void aTimeIsInUtcWithSeconds(String text) throws Malformed {
    var json = parse("{\"t\":\"" + text + "\"}");
    assertThrows(Malformed.class, () -> json.time("t"));
  }

  @Test
  void whatIsWrittenIsReadAgain() throws Malformed {
    var octets = new byte[] {0, 1, (byte) 0xfe, (byte) 0xff};
    var time = Instant.parse("2026-11-22T10:00:00.9Z");
    var json =
        Json.parse(new JsonWriter().bytes("b", octets).time("t", time).number("n", 7).octets());
    assertArrayEquals(octets, json.bytes("b"));
    assertEquals(Instant.parse("2026-11-22T10:00:00Z"), json.time("t"));
    assertEquals(7, json.number("n"));
  }

  private static Json parse(String text) throws Malformed {
    return Json.parse(text.getBytes(StandardCharsets.UTF_8));
  }
}
