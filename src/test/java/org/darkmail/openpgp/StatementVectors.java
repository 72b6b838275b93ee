package org.darkmail.openpgp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.darkmail.openpgp.Packets.concat;
import static org.darkmail.openpgp.Packets.octets;
import static org.darkmail.openpgp.Packets.packet;
import static org.darkmail.openpgp.Refusal.Reason.BAD_SIGNATURE;
import static org.darkmail.openpgp.Refusal.Reason.MALFORMED;
import static org.darkmail.openpgp.Refusal.Reason.POLICY;
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

/// Statements (spec 10.2).
final class StatementVectors {

  static final Instant NOW = Instant.parse("2026-11-22T06:00:00Z");
  private static final long T = NOW.getEpochSecond();
  private static final String TYPE = "darkmail/binding/1";
  private static final byte[] JSON =
      ("{\"type\":\"darkmail/binding/1\",\"address\":\"anna@south.test\",\"fingerprint\":\""
              + "0".repeat(64)
              + "\",\"sequence\":1,\"time\":\"2026-11-22T06:00:00Z\",\"previous\":null}")
          .getBytes(UTF_8);

  private final Repeatable random = new Repeatable("statement");
  private final DomainKey south = DomainKey.generate("south.test", NOW, random);
  private final DomainKey north = DomainKey.generate("north.test", NOW, random);
  private final List<Vector> vectors = new ArrayList<>();

  static List<Vector> all() {
    var made = new StatementVectors();
    made.good();
    made.json();
    made.packets();
    made.signatures();
    return made.vectors;
  }

  private void good() {
    vectors.add(
        Vector.ok(
            "statement-ok",
            "10.2",
            "A binding by its domain.",
            Vector.base64(JSON),
            input(sign(JSON))));
    var early = Statement.sign(south, JSON, NOW.minusSeconds(90), random);
    vectors.add(
        Vector.ok(
            "statement-ok-clock",
            "10.1",
            "The maker's clock was behind the key's time: the signature states the key's.",
            Vector.base64(JSON),
            input(early)));
  }

  private void json() {
    refused(
        "wrong-type",
        "A rotation, where a binding is expected.",
        WRONG_TYPE,
        sign(text("{\"type\":\"darkmail/rotation/1\"}")));
    refused("no-type", "An object without a type.", WRONG_TYPE, sign(text("{}")));
    refused(
        "nested-type",
        "The type stands in a member of a member.",
        WRONG_TYPE,
        sign(text("{\"a\":{\"type\":\"darkmail/binding/1\"}}")));
    refused(
        "duplicate-member",
        "Two members of one name.",
        MALFORMED,
        sign(text("{\"type\":\"darkmail/binding/1\",\"a\":1,\"a\":2}")));
    refused(
        "duplicate-nested-member",
        "Two members of one name, further inside.",
        MALFORMED,
        sign(text("{\"type\":\"darkmail/binding/1\",\"a\":{\"b\":1,\"b\":2}}")));
    refused(
        "duplicate-escaped-member",
        "Two members of one name, one of them escaped.",
        MALFORMED,
        sign(text("{\"type\":\"darkmail/binding/1\",\"\\u0074ype\":\"darkmail/binding/1\"}")));
    refused("not-json", "Text that is not JSON.", MALFORMED, sign(text("type=darkmail/binding/1")));
    refused("array", "A JSON array.", MALFORMED, sign(text("[{\"type\":\"darkmail/binding/1\"}]")));
    refused(
        "two-values",
        "A second value after the object.",
        MALFORMED,
        sign(concat(JSON, text("{}"))));
    refused(
        "not-utf8",
        "An octet that is not UTF-8.",
        MALFORMED,
        sign(concat(text("{\"type\":\"darkmail/binding/1\",\"a\":\""), octets(0xFF), text("\"}"))));
  }

  private void packets() {
    var good = sign(JSON);
    refused(
        "trailing-data",
        "A packet after the signature.",
        POLICY,
        concat(good, packet(Packets.PADDING, random.octets(8))));
    refused(
        "truncated", "The last octet is missing.", MALFORMED, Arrays.copyOf(good, good.length - 1));
    refused("unsigned", "The literal alone.", UNSIGNED, Literal.packet(JSON));
    var large = text("{\"type\":\"darkmail/binding/1\",\"fill\":\"" + "x".repeat(16_384) + "\"}");
    refused("too-large", "More than 16,384 octets.", TOO_LARGE, sign(large));

    var signature = forged().body(random, JSON);
    var onePass = ForgedSignature.onePass(signature, south.certificate().primary());
    refused(
        "file-name",
        "The literal has a file name.",
        POLICY,
        join(onePass, concat(octets('b', 1, 'a', 0, 0, 0, 0), JSON), signature));
    refused(
        "dated",
        "The literal has a date.",
        POLICY,
        join(onePass, concat(octets('b', 0, 0, 0, 0, 1), JSON), signature));
    refused(
        "text",
        "The literal has the format u.",
        POLICY,
        join(onePass, concat(octets('u', 0, 0, 0, 0, 0), JSON), signature));
    refused(
        "no-one-pass",
        "Literal and signature without a one-pass signature.",
        UNSIGNED,
        concat(Literal.packet(JSON), packet(Packets.SIGNATURE, signature)));
    refused(
        "prefixed",
        "Signature and literal in the old order.",
        POLICY,
        concat(packet(Packets.SIGNATURE, signature), Literal.packet(JSON)));
    var otherSalt = onePass.clone();
    otherSalt[8] ^= 1;
    refused(
        "one-pass-salt",
        "The one-pass signature has another salt.",
        POLICY,
        join(otherSalt, literal(), signature));
    var nested = onePass.clone();
    nested[nested.length - 1] = 0;
    refused(
        "nested",
        "The one-pass signature says that another follows.",
        POLICY,
        join(nested, literal(), signature));
    var longHeader = Packets.longPacket(Packets.LITERAL, literal());
    refused(
        "long-header",
        "The literal's length is not in its shortest form.",
        POLICY,
        concat(
            packet(Packets.ONE_PASS_SIGNATURE, onePass),
            longHeader,
            packet(Packets.SIGNATURE, signature)));
    var partial =
        concat(
            octets(0xCB, 0xE4),
            Arrays.copyOf(literal(), 16),
            octets(literal().length - 16),
            Arrays.copyOfRange(literal(), 16, literal().length));
    refused(
        "partial",
        "The literal has partial lengths.",
        POLICY,
        concat(
            packet(Packets.ONE_PASS_SIGNATURE, onePass),
            partial,
            packet(Packets.SIGNATURE, signature)));
    refused(
        "two-signatures",
        "Two signatures around one literal.",
        POLICY,
        concat(
            packet(Packets.ONE_PASS_SIGNATURE, nested),
            good,
            packet(Packets.SIGNATURE, signature)));
  }

  private void signatures() {
    var foreign = Statement.sign(north, JSON, NOW, random);
    refused("foreign-signature", "Another domain signed it.", WRONG_SIGNER, foreign);
    refused(
        "claimed-signature",
        "Another domain signed it in the name of this one.",
        BAD_SIGNATURE,
        forged(
            ForgedSignature.of(Policy.BINARY, north.primary(), T)
                .claiming(south.certificate().primary())));
    var altered = sign(JSON);
    altered[72 + 8 + 30] ^= 1;
    refused("altered", "One bit of the JSON is flipped.", BAD_SIGNATURE, altered);
    refused(
        "text-signature",
        "A signature of type 0x01.",
        POLICY,
        forged(ForgedSignature.of(1, south.primary(), T)));
    refused("sha256", "A signature with SHA-256.", POLICY, forged(forged().sha256()));
    refused(
        "expiring",
        "A signature that expires.",
        POLICY,
        forged(forged().with(3, Packets.u32(1_000_000))));
    refused(
        "notation",
        "A signature with a notation.",
        POLICY,
        forged(forged().with(20, octets(0, 0, 0, 0, 0, 1, 0, 0, 'a'))));
    refused(
        "unhashed",
        "A subpacket outside of what is signed.",
        POLICY,
        forged(forged().withUnhashed(100, octets(1))));
    refused(
        "older-than-key",
        "The signature is a second older than the key.",
        POLICY,
        forged(ForgedSignature.of(Policy.BINARY, south.primary(), T - 1)));
    var v4 = forged().version4().body(random, JSON);
    refused(
        "v4-signature",
        "A version 4 signature.",
        POLICY,
        join(
            ForgedSignature.onePass(forged().body(random, JSON), south.certificate().primary()),
            literal(),
            v4));
  }

  private byte[] sign(byte[] json) {
    return Statement.sign(south, json, NOW, random);
  }

  private ForgedSignature forged() {
    return ForgedSignature.of(Policy.BINARY, south.primary(), T);
  }

  private byte[] forged(ForgedSignature forged) {
    var signature = forged.body(random, JSON);
    return join(
        ForgedSignature.onePass(signature, south.certificate().primary()), literal(), signature);
  }

  private static byte[] literal() {
    return concat(octets('b', 0, 0, 0, 0, 0), JSON);
  }

  private static byte[] join(byte[] onePass, byte[] literal, byte[] signature) {
    return concat(
        packet(Packets.ONE_PASS_SIGNATURE, onePass),
        packet(Packets.LITERAL, literal),
        packet(Packets.SIGNATURE, signature));
  }

  private static byte[] text(String json) {
    return json.getBytes(UTF_8);
  }

  private Map<String, @Nullable Object> input(byte[] statement) {
    return Vector.input("type", TYPE, "by", south.certificate().encoded(), "statement", statement);
  }

  private void refused(String name, String says, Reason reason, byte[] statement) {
    vectors.add(Vector.refused("statement-" + name, "10.2", says, reason, input(statement)));
  }
}
