package org.darkmail.openpgp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.darkmail.openpgp.Refusal.Reason.POLICY;
import static org.darkmail.openpgp.Refusal.Reason.TAMPERED;
import static org.darkmail.openpgp.Refusal.Reason.TOO_LARGE;
import static org.darkmail.openpgp.Refusal.Reason.UNSIGNED;
import static org.darkmail.openpgp.Refusal.Reason.WRONG_SIGNER;
import static org.darkmail.openpgp.Refusal.Reason.WRONG_TYPE;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.darkmail.openpgp.Refusal.Reason;
import org.jspecify.annotations.Nullable;

/// Queries and answers of the directory (spec 60.3, 60.4).
final class AnswerVectors {

  private static final Instant NOW = StatementVectors.NOW;
  private static final Form QUERY = Form.of("darkmail/query/1", 2);
  private static final Form ANSWER = Form.of("darkmail/answer/1", 4, 8, 16);

  private final Repeatable random = new Repeatable("answer");
  private final DomainKey south = DomainKey.generate("south.test", NOW, random);
  private final DomainKey north = DomainKey.generate("north.test", NOW, random);
  private final byte[] key = random.octets(32);
  private final byte[] asked =
      ("{\"type\":\"darkmail/query/1\",\"address\":\"anna@south.test\",\"key\":\""
              + Vector.base64(key)
              + "\",\"time\":\"2026-11-22T06:00:00Z\"}")
          .getBytes(UTF_8);
  private final byte[] query = Sealed.sealUnsigned(QUERY, asked, south.certificate(), random);
  private final byte[] json = json("darkmail/answer/1", query);
  private final List<Vector> vectors = new ArrayList<>();

  static List<Vector> all() {
    var made = new AnswerVectors();
    made.make();
    return made.vectors;
  }

  private void make() {
    vectors.add(
        Vector.ok(
            "query-ok",
            "60.3",
            "A query, as the domain opens it.",
            Vector.base64(asked),
            Vector.input("secretKey", south.encoded(), "message", query)));
    var answer = answer(json);
    vectors.add(
        Vector.ok(
            "answer-ok", "60.4", "The answer to a query.", Vector.base64(json), input(answer)));
    var other = Sealed.sealUnsigned(QUERY, asked, south.certificate(), random);
    refused(
        "other-query",
        "The answer to another query, under the same key.",
        TAMPERED,
        answer(json("darkmail/answer/1", other)));
    refused(
        "other-key",
        "An answer under another key.",
        TAMPERED,
        Seipd.seal(ANSWER, json, south, NOW, random.octets(32), random));
    refused(
        "wrong-type",
        "Another type of JSON.",
        WRONG_TYPE,
        answer(json("darkmail/binding/1", query)));
    refused(
        "foreign-signature",
        "Another domain signed it.",
        WRONG_SIGNER,
        Seipd.seal(ANSWER, json, north, NOW, key, random));
    var literal = Literal.packet(json);
    var unsigned = Packets.concat(literal, Padding.packet(4_096 - literal.length, random));
    refused(
        "unsigned", "The answer is not signed.", UNSIGNED, Seipd.encrypt(unsigned, key, random));
    var flipped = answer.clone();
    flipped[1_000] ^= 1;
    refused("flipped", "One bit is flipped.", TAMPERED, flipped);
    refused(
        "truncated",
        "The last octet is missing.",
        POLICY,
        Arrays.copyOf(answer, answer.length - 1));
    refused(
        "odd-size",
        "2 KiB inside, which is not listed.",
        POLICY,
        Seipd.seal(Form.of("darkmail/answer/1", 2), json, south, NOW, key, random));
    refused(
        "oversize",
        "32 KiB inside.",
        TOO_LARGE,
        Seipd.seal(Form.of("darkmail/answer/1", 32), json, south, NOW, key, random));
    refused(
        "sealed",
        "A PKESK in front, as of a sealed message.",
        POLICY,
        Sealed.seal(
            Form.of("darkmail/answer/1", 4), json, south.certificate(), south, NOW, random));
  }

  private byte[] answer(byte[] content) {
    return Seipd.seal(ANSWER, content, south, NOW, key, random);
  }

  private static byte[] json(String type, byte[] query) {
    return ("{\"type\":\""
            + type
            + "\",\"query\":\""
            + Vector.base64(KeyPacket.digest("SHA-256", query))
            + "\",\"address\":\"anna@south.test\",\"found\":false,\"certificate\":null,\"bindings\":[],\"time\":\"2026-11-22T06:00:00Z\"}")
        .getBytes(UTF_8);
  }

  private Map<String, @Nullable Object> input(byte[] answer) {
    return Vector.input(
        "by", south.certificate().encoded(), "query", query, "key", key, "answer", answer);
  }

  private void refused(String name, String says, Reason reason, byte[] answer) {
    vectors.add(Vector.refused("answer-" + name, "60.4", says, reason, input(answer)));
  }
}
