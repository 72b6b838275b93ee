package org.darkmail.openpgp;

import static org.darkmail.openpgp.VectorFiles.octets;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.darkmail.address.Address;
import org.darkmail.address.Domain;
import org.darkmail.address.InvalidAddress;
import org.darkmail.openpgp.VectorFiles.Outcome;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Runs `docs/vectors`, which the browser runs too: what one language takes, the other takes.
class VectorsTest {

  private static final Set<String> FORMATS =
      Set.of("certificate", "statement", "sealed", "query", "answer", "blob");

  private static final Set<String> TABLES = Set.of("padme", "address", "domain");

  /// What other packages read, and what the browser alone does.
  private static final Set<String> ELSEWHERE =
      Set.of(
          "kdf",
          "slot",
          "account",
          "item",
          "derived",
          "mail",
          "binding",
          "document",
          "envelope",
          "frame");

  private static final JsonMapper JSON = new JsonMapper();

  @TestFactory
  Stream<DynamicTest> eachFile() throws IOException {
    return VectorFiles.run(
        FORMATS,
        vector -> {
          try {
            return Outcome.ok(open(vector));
          } catch (Refusal refusal) {
            return Outcome.refused(refusal.reason().code());
          }
        });
  }

  @Test
  void eachCaseOfTheTables() throws IOException {
    for (var table : VectorFiles.all()) {
      var format = VectorFiles.format(table);
      if (TABLES.contains(format)) {
        table.get("cases").forEach(each -> runCase(format, each));
      }
    }
  }

  @Test
  void everyFormatIsReadSomewhere() throws IOException {
    for (var vector : VectorFiles.all()) {
      var format = VectorFiles.format(vector);
      assertTrue(
          FORMATS.contains(format) || TABLES.contains(format) || ELSEWHERE.contains(format),
          format);
    }
  }

  /// With `-Dvectors.write` it writes them anew. Files named `…-from-javascript` are kept: they
  /// come from elsewhere.
  @Test
  void theGeneratorMakesTheFilesOfThisFolder() throws IOException, Refusal {
    for (var vector : Vector.all()) {
      var file = VectorFiles.FOLDER.resolve(vector.name() + ".json");
      if (System.getProperty("vectors.write") != null) {
        Files.writeString(file, vector.text());
      }
      assertEquals(vector.text(), Files.readString(file), vector.name());
    }
  }

  private static JsonNode open(JsonNode vector) throws Refusal {
    return switch (vector.get("format").asString()) {
      case "certificate" -> {
        var certificate =
            Certificate.parse(octets(vector, "certificate"), vector.get("userId").asString());
        yield JSON.createObjectNode().put("fingerprint", certificate.fingerprint());
      }
      case "statement" ->
          text(
              Statement.verify(
                  octets(vector, "statement"), by(vector), vector.get("type").asString()));
      case "sealed" -> text(sealed(vector));
      case "query" ->
          text(
              Sealed.openUnsigned(
                  Form.of("darkmail/query/1", 2),
                  octets(vector, "message"),
                  DomainKey.parse(octets(vector, "secretKey"))));
      case "answer" -> text(answer(vector));
      case "blob" -> JSON.createObjectNode().put("sha256", hash(blob(vector)));
      default -> throw new AssertionError("an unknown format");
    };
  }

  private static byte[] sealed(JsonNode vector) throws Refusal {
    var sizes = StreamSupport.stream(vector.get("sizes").spliterator(), false).map(JsonNode::asInt);
    var form = new Form(vector.get("type").asString(), sizes.toList());
    var message = octets(vector, "message");
    var with = DomainKey.parse(octets(vector, "secretKey"));
    return vector.get("by").isNull()
        ? Sealed.openUnsigned(form, message, with)
        : Sealed.open(form, message, with, by(vector));
  }

  private static byte[] answer(JsonNode vector) throws Refusal {
    var form = Form.of("darkmail/answer/1", 4, 8, 16);
    var json = Seipd.open(form, octets(vector, "answer"), octets(vector, "key"), by(vector));
    var query = JSON.readTree(json).get("query").asString();
    if (!query.equals(hash(octets(vector, "query")))) {
      throw new Refusal(Refusal.Reason.TAMPERED);
    }
    return json;
  }

  /// Spec 30.2. The server never does this: it has no content keys.
  private static byte[] blob(JsonNode vector) throws Refusal {
    var blob = octets(vector, "blob");
    if (blob.length != vector.get("size").asInt()
        || !hash(blob).equals(vector.get("sha256").asString())) {
      throw new Refusal(Refusal.Reason.TAMPERED);
    }
    var in = new Octets(blob);
    var inner = Seipd.decrypt(in.longPacket(Packets.SEIPD), octets(vector, "key"));
    Policy.require(in.isEmpty());
    var packets = new Octets(inner);
    var content = Literal.content(packets.longPacket(Packets.LITERAL));
    Padding.end(packets);
    Policy.require(inner.length == Padding.padme(Math.max(4_096, content.length + 18)));
    if (content.length != vector.get("length").asInt()) {
      throw new Refusal(Refusal.Reason.TAMPERED);
    }
    return content;
  }

  private static void runCase(String format, JsonNode each) {
    switch (format) {
      case "padme" ->
          assertEquals(each.get("padded").asLong(), Padding.padme(each.get("n").asLong()));
      case "address" -> normal(each, text -> Address.parse(text).toString());
      case "domain" -> normal(each, text -> Domain.parse(text).toString());
      default -> throw new AssertionError("an unknown table");
    }
  }

  private static void normal(JsonNode each, java.util.function.UnaryOperator<String> parse) {
    var input = each.get("input").asString();
    if (each.has("ok")) {
      var normal = each.get("ok").asString();
      assertEquals(normal, parse.apply(input), input);
      assertEquals(normal, parse.apply(normal), "the normal form is its own normal form");
    } else {
      assertThrows(InvalidAddress.class, () -> parse.apply(input), input);
    }
  }

  private static Certificate by(JsonNode vector) throws Refusal {
    return Certificate.parse(octets(vector, "by"));
  }

  private static JsonNode text(byte[] octets) {
    return JSON.getNodeFactory().stringNode(Vector.base64(octets));
  }

  private static String hash(byte[] octets) {
    return Vector.base64(KeyPacket.digest("SHA-256", octets));
  }
}
