package org.darkmail.openpgp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.darkmail.openpgp.Packets.concat;
import static org.darkmail.openpgp.Packets.longPacket;
import static org.darkmail.openpgp.Packets.octets;
import static org.darkmail.openpgp.Packets.packet;
import static org.darkmail.openpgp.Refusal.Reason.BAD_SIGNATURE;
import static org.darkmail.openpgp.Refusal.Reason.MALFORMED;
import static org.darkmail.openpgp.Refusal.Reason.NOT_FOR_US;
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
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.darkmail.openpgp.Refusal.Reason;
import org.jspecify.annotations.Nullable;

/// Sealed messages (spec 10.3 to 10.5), signed and unsigned.
final class SealedVectors {

  private static final Instant NOW = StatementVectors.NOW;
  private static final Form FORM = Form.of("darkmail/header/1", 2, 4, 8, 16);
  private static final int SIZE = 4_096;
  private static final byte[] JSON =
      "{\"type\":\"darkmail/header/1\",\"subject\":\"A vector\"}".getBytes(UTF_8);

  private final Repeatable random = new Repeatable("sealed");
  private final DomainKey anna = DomainKey.generate("anna@south.test", NOW, random);
  private final DomainKey otto = DomainKey.generate("otto@north.test", NOW, random);
  private final DomainKey eve = DomainKey.generate("eve@east.test", NOW, random);
  private final byte[] contentKey = random.octets(32);
  private final List<Vector> vectors = new ArrayList<>();

  static List<Vector> all() {
    var made = new SealedVectors();
    made.opened();
    made.keys();
    made.ciphertext();
    made.ciphers();
    made.sizes();
    made.inside();
    made.signatures();
    return made.vectors;
  }

  private void opened() {
    ok(
        "ok",
        "Signed, of the smallest size.",
        JSON,
        otto,
        Sealed.seal(FORM, JSON, anna.certificate(), otto, NOW, random));
    var longest = "{\"type\":\"darkmail/header/1\",\"fill\":\"%s\"}";
    var fill = Sealed.room(FORM) - longest.length() + 2;
    var json = longest.formatted("x".repeat(fill)).getBytes(UTF_8);
    ok(
        "ok-largest",
        "Signed, and as full as its largest size allows.",
        json,
        otto,
        Sealed.seal(FORM, json, anna.certificate(), otto, NOW, random));
    ok(
        "ok-unsigned",
        "Unsigned, where that is expected.",
        JSON,
        null,
        Sealed.sealUnsigned(FORM, JSON, anna.certificate(), random));
  }

  private void keys() {
    refused(
        "wrong-recipient",
        "Sealed to somebody else.",
        NOT_FOR_US,
        Sealed.seal(FORM, JSON, eve.certificate(), otto, NOW, random));
    refused(
        "two-pkesks",
        "Two PKESKs, for two readers.",
        POLICY,
        message(concat(pkesk(eve), pkesk(anna))));
    refused("no-pkesk", "No PKESK.", POLICY, message(new byte[0]));
    refused(
        "fingerprinted-pkesk", "The PKESK names its recipient.", POLICY, message(fingerprinted()));
    refused(
        "x25519-pkesk",
        "A PKESK of algorithm 25 for the X25519 half of the subkey.",
        POLICY,
        message(x25519()));
    refused(
        "pkesk-v3",
        "A PKESK of version 3.",
        POLICY,
        message(pkesk(concat(octets(3, 0, 0, 0, 0, 0, 0, 0, 0, 35), wrapped(anna)))));
    refused(
        "pkesk-long-header",
        "The PKESK has a five-octet length.",
        POLICY,
        message(longPacket(Packets.PKESK, concat(octets(6, 0, 35), wrapped(anna)))));
    refused(
        "pkesk-short",
        "The PKESK lacks its last octet.",
        POLICY,
        message(pkesk(Arrays.copyOf(concat(octets(6, 0, 35), wrapped(anna)), 1_163))));
    refused("pkesk-last", "The PKESK stands behind the data.", POLICY, behind());
    var flipped = good();
    flipped[500] ^= 1;
    refused("flipped-pkesk", "One bit of the ML-KEM ciphertext is flipped.", NOT_FOR_US, flipped);
    var zero = good();
    Arrays.fill(zero, 6, 38, (byte) 0);
    refused("zero-ephemeral", "The ephemeral X25519 key is the point 0.", NOT_FOR_US, zero);
    var marked = concat(packet(10, "PGP".getBytes(UTF_8)), pkesk(anna));
    refused("marker", "A marker packet in front.", POLICY, message(marked));
  }

  private void ciphertext() {
    refused("truncated", "The last octet is missing.", POLICY, Arrays.copyOf(good(), SIZE - 1));
    var shortened = Arrays.copyOf(good(), 2_048);
    System.arraycopy(Packets.u32(2_048 - 1_173), 0, shortened, 1_169, 4);
    refused(
        "shortened",
        "Cut to the next smaller size, with the length to match.",
        TAMPERED,
        shortened);
    var longer = good();
    longer[1_172] ^= 4;
    refused(
        "seipd-length",
        "The length of the SEIPD packet is not that of the rest.",
        MALFORMED,
        longer);
    var flipped = good();
    flipped[2_000] ^= 1;
    refused("flipped", "One bit of the ciphertext is flipped.", TAMPERED, flipped);
    var tag = good();
    tag[SIZE - 1] ^= 1;
    refused(
        "flipped-final-tag",
        "One bit of the final tag is flipped: the chunk is whole, its end is not sure.",
        TAMPERED,
        tag);
    var salt = good();
    salt[1_180] ^= 1;
    refused("flipped-salt", "One bit of the salt is flipped.", TAMPERED, salt);
  }

  private void ciphers() {
    refused("chunk-octet", "Chunks of 64 octets.", POLICY, seipd(new ForgedSeipd(9, 3, 0)));
    refused("larger-chunks", "Chunks of 4 MiB.", POLICY, seipd(new ForgedSeipd(9, 3, 16)));
    refused("ocb", "AES-256-OCB.", POLICY, seipd(new ForgedSeipd(9, 2, 12)));
    refused("aes128", "AES-128-GCM.", POLICY, seipd(new ForgedSeipd(7, 3, 12)));
    var v1 = concat(octets(1), random.octets(SIZE - 1_167 - 7));
    refused(
        "seipd-v1",
        "Version 1 SEIPD: no authenticated encryption.",
        POLICY,
        concat(pkesk(anna), longPacket(Packets.SEIPD, v1)));
    var body = ForgedSeipd.GOOD.body(inner(statement(), SIZE - 1_167 - 3 - 68), contentKey, random);
    refused(
        "seipd-short-header",
        "The SEIPD packet has a two-octet length.",
        POLICY,
        concat(pkesk(anna), packet(Packets.SEIPD, body)));
    var partial = partial();
    refused(
        "partial", "The SEIPD packet has partial lengths.", POLICY, concat(pkesk(anna), partial));
    refused(
        "unencrypted", "A signed literal that is not encrypted.", POLICY, inner(statement(), SIZE));
  }

  private void sizes() {
    var large = Form.of("darkmail/header/1", 32);
    refused(
        "oversize",
        "32 KiB, twice the largest size.",
        TOO_LARGE,
        Sealed.seal(large, JSON, anna.certificate(), otto, NOW, random));
    var odd = Form.of("darkmail/header/1", 3);
    refused(
        "odd-size",
        "3 KiB, which is not listed.",
        POLICY,
        Sealed.seal(odd, JSON, anna.certificate(), otto, NOW, random));
    refused("empty", "Nothing.", POLICY, new byte[0]);
  }

  private void inside() {
    refused(
        "no-padding",
        "A second literal where the padding belongs.",
        POLICY,
        around(
            concat(
                statement(),
                longPacket(
                    Packets.LITERAL,
                    concat(octets('b', 0, 0, 0, 0, 0), random.octets(room(statement()) - 12))))));
    refused(
        "short-padding-header",
        "The padding packet has a two-octet length.",
        POLICY,
        around(concat(statement(), packet(Packets.PADDING, random.octets(room(statement()) - 3)))));
    var padding = longPacket(Packets.PADDING, random.octets(room(statement()) - 6));
    refused(
        "padding-first",
        "The padding stands before the statement.",
        POLICY,
        around(concat(padding, statement())));
    var half = longPacket(Packets.PADDING, random.octets(100));
    refused(
        "padding-twice",
        "Two padding packets.",
        POLICY,
        around(concat(inner(concat(statement(), half), room(new byte[0])))));
    var compressed = packet(8, concat(octets(0), statement()));
    refused(
        "compressed",
        "The statement is in a compressed packet.",
        POLICY,
        around(inner(compressed, room(new byte[0]))));
    refused(
        "wrong-type",
        "Another type of JSON.",
        WRONG_TYPE,
        around(
            Statement.sign(otto, "{\"type\":\"darkmail/frame/1\"}".getBytes(UTF_8), NOW, random),
            true));
    refused(
        "duplicate-member",
        "Two members of one name.",
        MALFORMED,
        around(
            Statement.sign(
                otto,
                "{\"type\":\"darkmail/header/1\",\"to\":[],\"to\":[]}".getBytes(UTF_8),
                NOW,
                random),
            true));
    refused(
        "not-packets",
        "Random octets inside.",
        MALFORMED,
        around(concat(octets(0x17), random.octets(room(new byte[0]) - 1))));
  }

  private void signatures() {
    refused(
        "unsigned",
        "Unsigned, where a signature is expected.",
        UNSIGNED,
        Sealed.sealUnsigned(FORM, JSON, anna.certificate(), random));
    refused(
        "foreign-signature",
        "Signed by another.",
        WRONG_SIGNER,
        Sealed.seal(FORM, JSON, anna.certificate(), eve, NOW, random));
    var claimed =
        ForgedSignature.of(Policy.BINARY, eve.primary(), NOW.getEpochSecond())
            .claiming(otto.certificate().primary())
            .body(random, JSON);
    var onePass = ForgedSignature.onePass(claimed, otto.certificate().primary());
    refused(
        "claimed-signature",
        "Signed by another in the name of the author.",
        BAD_SIGNATURE,
        around(
            concat(
                packet(Packets.ONE_PASS_SIGNATURE, onePass),
                Literal.packet(JSON),
                packet(Packets.SIGNATURE, claimed)),
            true));
    vectors.add(
        Vector.refused(
            "sealed-signed",
            "10.3",
            "Signed, where it must be unsigned.",
            POLICY,
            input(null, good())));
  }

  private byte[] good() {
    return message(pkesk(anna));
  }

  private byte[] statement() {
    return Statement.sign(otto, JSON, NOW, random);
  }

  /// Content and padding, together of this length.
  private byte[] inner(byte[] content, int length) {
    return concat(content, Padding.packet(length - content.length, random));
  }

  /// What is left for padding behind this content.
  private static int room(byte[] content) {
    return SIZE - 1_167 - Seipd.OVERHEAD - content.length;
  }

  /// A good SEIPD packet behind these octets, the whole of the usual size.
  private byte[] message(byte[] front) {
    var inner = inner(statement(), SIZE - front.length - Seipd.OVERHEAD);
    return concat(front, Seipd.encrypt(inner, contentKey, random));
  }

  private byte[] around(byte[] content, boolean padded) {
    return around(padded ? inner(content, room(new byte[0])) : content);
  }

  private byte[] around(byte[] inner) {
    return concat(pkesk(anna), Seipd.encrypt(inner, contentKey, random));
  }

  private byte[] behind() {
    var inner = inner(statement(), SIZE - 1_167 - Seipd.OVERHEAD);
    return concat(Seipd.encrypt(inner, contentKey, random), pkesk(anna));
  }

  private byte[] seipd(ForgedSeipd forged) {
    var length = SIZE - 1_167 - 6;
    var inner = 1_000;
    while (forged.body(new byte[inner], contentKey, random).length < length) {
      inner++;
    }
    var body = forged.body(inner(statement(), inner), contentKey, random);
    return concat(pkesk(anna), longPacket(Packets.SEIPD, body));
  }

  private byte[] partial() {
    var body = ForgedSeipd.GOOD.body(inner(statement(), SIZE - 1_167 - 68 - 4), contentKey, random);
    return concat(
        octets(0xD2, 0xE9),
        Arrays.copyOf(body, 512),
        packet(Packets.SEIPD, Arrays.copyOfRange(body, 512, body.length)));
  }

  private byte[] wrapped(DomainKey to) {
    return to.certificate().kem().wrap(contentKey, random);
  }

  private byte[] pkesk(DomainKey to) {
    return pkesk(concat(octets(6, 0, 35), wrapped(to)));
  }

  private static byte[] pkesk(byte[] body) {
    return packet(Packets.PKESK, body);
  }

  private byte[] fingerprinted() {
    return pkesk(
        concat(octets(6, 33, 6), anna.subkey().packet().fingerprint(), octets(35), wrapped(anna)));
  }

  /// As RFC 9580 §5.1.6 has it, with random octets for the wrapped key: it is not looked at.
  private byte[] x25519() {
    var secret = random.octets(32);
    var ephemeral = new byte[32];
    X25519.generatePublicKey(secret, 0, ephemeral, 0);
    return pkesk(concat(octets(6, 0, 25), ephemeral, octets(40), random.octets(40)));
  }

  private Map<String, @Nullable Object> input(@Nullable DomainKey by, byte[] message) {
    return Vector.input(
        "type", FORM.type(),
        "sizes", FORM.sizes(),
        "secretKey", anna.encoded(),
        "by", by == null ? null : by.certificate().encoded(),
        "message", message);
  }

  private void ok(String name, String says, byte[] json, @Nullable DomainKey by, byte[] message) {
    vectors.add(Vector.ok("sealed-" + name, "10.3", says, Vector.base64(json), input(by, message)));
  }

  private void refused(String name, String says, Reason reason, byte[] message) {
    vectors.add(Vector.refused("sealed-" + name, "10.3", says, reason, input(otto, message)));
  }
}
