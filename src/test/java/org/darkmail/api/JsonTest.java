package org.darkmail.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Optional;
import org.darkmail.account.Auth;
import org.darkmail.account.SlotKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  record Inner(int number) {}

  @SuppressWarnings("ArrayRecordComponent") // compared member by member
  record Form(
      String text,
      long count,
      byte[] octets,
      SlotKind kind,
      Optional<Inner> inner,
      List<String> texts) {}

  private static final Annotation[] NOTHING = {};

  private static final String GOOD =
      """
      {"text":"ä","count":7,"octets":"_-8","kind":"recovery","inner":null,"texts":["a"],"more":1}\
      """;

  @Test
  void octetsAreBase64urlKindsAreWordsAndUnknownMembersAreIgnored() {
    var form = read(GOOD.getBytes(UTF_8), Form.class);
    assertEquals("ä", form.text());
    assertArrayEquals(new byte[] {(byte) 0xff, (byte) 0xef}, form.octets());
    assertEquals(SlotKind.RECOVERY, form.kind());
    assertEquals(Optional.empty(), form.inner());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"text\":\"a\",\"text\":\"b\",\"count\":7,\"octets\":\"\",\"kind\":\"recovery\",\"inner\":null,\"texts\":[]}",
        "{\"count\":7,\"octets\":\"\",\"kind\":\"recovery\",\"inner\":null,\"texts\":[]}",
        "{\"text\":null,\"count\":7,\"octets\":\"\",\"kind\":\"recovery\",\"inner\":null,\"texts\":[]}",
        "{\"text\":1,\"count\":7,\"octets\":\"\",\"kind\":\"recovery\",\"inner\":null,\"texts\":[]}",
        "{\"text\":true,\"count\":7,\"octets\":\"\",\"kind\":\"recovery\",\"inner\":null,\"texts\":[]}",
        "{\"text\":\"a\",\"count\":\"7\",\"octets\":\"\",\"kind\":\"recovery\",\"inner\":null,\"texts\":[]}",
        "{\"text\":\"a\",\"count\":7.5,\"octets\":\"\",\"kind\":\"recovery\",\"inner\":null,\"texts\":[]}",
        "{\"text\":\"a\",\"count\":null,\"octets\":\"\",\"kind\":\"recovery\",\"inner\":null,\"texts\":[]}",
        "{\"text\":\"a\",\"count\":7,\"octets\":\"/+8=\",\"kind\":\"recovery\",\"inner\":null,\"texts\":[]}",
        "{\"text\":\"a\",\"count\":7,\"octets\":[1],\"kind\":\"recovery\",\"inner\":null,\"texts\":[]}",
        "{\"text\":\"a\",\"count\":7,\"octets\":\"\",\"kind\":\"RECOVERY\",\"inner\":null,\"texts\":[]}",
        "{\"text\":\"a\",\"count\":7,\"octets\":\"\",\"kind\":1,\"inner\":null,\"texts\":[]}",
        "{\"text\":\"a\",\"count\":7,\"octets\":\"\",\"kind\":\"recovery\",\"texts\":[]}",
        "{\"text\":\"a\",\"count\":7,\"octets\":\"\",\"kind\":\"recovery\",\"inner\":{},\"texts\":[]}",
        "{\"text\":\"a\",\"count\":7,\"octets\":\"\",\"kind\":\"recovery\",\"inner\":null,\"texts\":[null]}",
        "{\"text\":\"a\",\"count\":7,\"octets\":\"\",\"kind\":\"recovery\",\"inner\":null,\"texts\":\"a\"}",
        "{\"text\":\"a\",\"count\":7,\"octets\":\"\",\"kind\":\"recovery\",\"inner\":null,\"texts\":[]}{}",
        "{\"text\":\"a\"",
        "[]",
        "null",
        ""
      })
  void whatIsNotOfTheFormIsABadRequest(String json) {
    assertEquals(Problem.BAD_REQUEST, refused(json.getBytes(UTF_8), Form.class));
  }

  @Test
  void whatIsNotUtf8IsABadRequest() {
    assertEquals(
        Problem.BAD_REQUEST,
        refused(GOOD.getBytes(java.nio.charset.StandardCharsets.UTF_16), Form.class));
    assertEquals(
        Problem.BAD_REQUEST,
        refused(GOOD.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1), Form.class));
  }

  @Test
  void aSecretHasThirtyTwoOctets() {
    assertEquals(
        "Auth", read(("\"" + "A".repeat(43) + "\"").getBytes(UTF_8), Auth.class).toString());
    assertEquals(
        Problem.BAD_REQUEST, refused(("\"" + "A".repeat(42) + "\"").getBytes(UTF_8), Auth.class));
  }

  @Test
  void anOperationIsToldByItsName() {
    var put =
        "{\"op\":\"put\",\"id\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"kind\":\"mail\",\"revision\":0,"
            + "\"ciphertext\":\"AA\",\"blobs\":[]}";
    var delete = "{\"op\":\"delete\",\"id\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"revision\":1}";
    var body =
        read(
            ("{\"batch\":[" + put + "," + delete.replace("AA\"", "AQ\"") + "]}").getBytes(UTF_8),
            MailboxResource.BatchBody.class);
    assertEquals(2, OperationBody.batch(body.batch()).operations().size());
    for (var bad :
        List.of(
            put.replace("\"op\":\"put\",", ""),
            put.replace("put", "patch"),
            put.replace("mail", "male"))) {
      assertEquals(
          Problem.BAD_REQUEST,
          refused(("{\"batch\":[" + bad + "]}").getBytes(UTF_8), MailboxResource.BatchBody.class),
          bad);
    }
  }

  @Test
  void aBodyThatIsTooLargeIsSaidToBe() {
    var body = new Limited(new ByteArrayInputStream(GOOD.getBytes(UTF_8)), 20);
    assertEquals(
        Problem.TOO_LARGE, assertThrows(Declined.class, () -> read(body, Form.class)).problem());
  }

  @Test
  void anAbsentValueIsWrittenAsNull() {
    var octets = new byte[] {(byte) 0xff, (byte) 0xef};
    var form = new Form("a", 1, octets, SlotKind.PASSPHRASE, Optional.empty(), List.of());
    var out = new ByteArrayOutputStream();
    var type = Form.class;
    new Json()
        .writeTo(
            form, type, type, NOTHING, MediaType.WILDCARD_TYPE, new MultivaluedHashMap<>(), out);
    assertEquals(
        "{\"text\":\"a\",\"count\":1,\"octets\":\"_-8\",\"kind\":\"passphrase\",\"inner\":null,\"texts\":[]}",
        out.toString(UTF_8));
  }

  private static Problem refused(byte[] json, Class<?> type) {
    return assertThrows(Declined.class, () -> read(json, type)).problem();
  }

  private static <T> T read(byte[] json, Class<T> type) {
    return read(new ByteArrayInputStream(json), type);
  }

  @SuppressWarnings("unchecked")
  private static <T> T read(java.io.InputStream json, Class<T> type) {
    return type.cast(
        new Json()
            .readFrom(
                (Class<Object>) type,
                type,
                NOTHING,
                MediaType.WILDCARD_TYPE,
                new MultivaluedHashMap<>(),
                json));
  }
}
