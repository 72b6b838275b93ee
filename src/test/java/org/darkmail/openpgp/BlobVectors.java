package org.darkmail.openpgp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.darkmail.openpgp.Refusal.Reason.MALFORMED;
import static org.darkmail.openpgp.Refusal.Reason.POLICY;
import static org.darkmail.openpgp.Refusal.Reason.TAMPERED;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.darkmail.openpgp.Refusal.Reason;
import org.jspecify.annotations.Nullable;

/// Blobs (spec 30.1, 30.2), as the reference in the sealed header describes them.
final class BlobVectors {

  private static final int CHUNK = 262_144;

  private final Repeatable random = new Repeatable("blob");
  private final byte[] key = random.octets(32);
  private final List<Vector> vectors = new ArrayList<>();

  static List<Vector> all() {
    var made = new BlobVectors();
    made.small();
    made.chunks();
    return made.vectors;
  }

  private void small() {
    var content = "Subject: A vector\r\n\r\nA body.\r\n".getBytes(UTF_8);
    var blob = blob(content);
    ok("ok", "A body, padded to the smallest size.", content, blob);
    ok("ok-empty", "Nothing, padded to the smallest size.", new byte[0], blob(new byte[0]));
    var flipped = blob.clone();
    flipped[200] ^= 1;
    refused(
        "flipped",
        "One bit is flipped, and the hash is that of the flipped blob.",
        TAMPERED,
        content,
        flipped,
        flipped);
    refused(
        "other-hash",
        "A good blob under its key, but not the one of the reference.",
        TAMPERED,
        content,
        blob(content),
        blob);
    var n = Packets.longPacket(Packets.LITERAL, Packets.concat(octets(), content));
    var unpadded = Seipd.encrypt(Packets.concat(n, Padding.packet(64, random)), key, random);
    refused("unpadded", "Not of the padded size.", POLICY, content, unpadded, unpadded);
    var shortHeader = Packets.packet(Packets.LITERAL, Packets.concat(octets(), content));
    var other =
        Seipd.encrypt(
            Packets.concat(shortHeader, Padding.packet(4_096 - shortHeader.length, random)),
            key,
            random);
    refused(
        "short-literal-header", "The literal has a short length.", POLICY, content, other, other);
    refused(
        "other-length",
        "The content is longer than the reference says.",
        TAMPERED,
        Arrays.copyOf(content, 10),
        blob,
        blob);
    var body =
        new ForgedSeipd(9, 2, 12)
            .body(Packets.concat(n, Padding.packet(4_096 - n.length, random)), key, random);
    var ocb = Packets.longPacket(Packets.SEIPD, body);
    refused("ocb", "AES-256-OCB.", POLICY, content, ocb, ocb);
    var cut = Arrays.copyOf(blob, blob.length - 1);
    refused("truncated", "The last octet is missing.", MALFORMED, content, cut, cut);
  }

  /// The content is zeros: the ciphertext is as random as any.
  private void chunks() {
    var content = new byte[CHUNK];
    var blob = blob(content);
    ok("ok-two-chunks", "Two chunks; the content is 262,144 zeros.", content, blob);
    var start = 6 + 36;
    var second = start + CHUNK + 16;
    var end = blob.length - 16;
    var reordered =
        Packets.concat(
            Arrays.copyOf(blob, start),
            Arrays.copyOfRange(blob, second, end),
            Arrays.copyOfRange(blob, start, second),
            Arrays.copyOfRange(blob, end, blob.length));
    refused(
        "reordered-chunks",
        "The two chunks have changed places.",
        TAMPERED,
        content,
        reordered,
        reordered);
    var dropped =
        Packets.longPacket(
            Packets.SEIPD,
            Packets.concat(
                Arrays.copyOfRange(blob, 6, second), Arrays.copyOfRange(blob, end, blob.length)));
    refused(
        "dropped-chunk",
        "The second chunk is missing, the length corrected.",
        TAMPERED,
        content,
        dropped,
        dropped);
  }

  private static byte[] octets() {
    return Packets.octets('b', 0, 0, 0, 0, 0);
  }

  private byte[] blob(byte[] content) {
    var literal = Packets.longPacket(Packets.LITERAL, Packets.concat(octets(), content));
    var size = (int) Padding.padme(Math.max(4_096, literal.length + 6));
    return Seipd.encrypt(
        Packets.concat(literal, Padding.packet(size - literal.length, random)), key, random);
  }

  private void ok(String name, String says, byte[] content, byte[] blob) {
    var result = Map.of("sha256", Vector.base64(KeyPacket.digest("SHA-256", content)));
    vectors.add(Vector.ok("blob-" + name, "30.1", says, result, input(content, blob, blob)));
  }

  private void refused(
      String name, String says, Reason reason, byte[] content, byte[] blob, byte[] referred) {
    vectors.add(
        Vector.refused("blob-" + name, "30.1", says, reason, input(content, blob, referred)));
  }

  private Map<String, @Nullable Object> input(byte[] content, byte[] blob, byte[] referred) {
    return Vector.input(
        "sha256",
        KeyPacket.digest("SHA-256", referred),
        "size",
        referred.length,
        "length",
        content.length,
        "key",
        key,
        "blob",
        blob);
  }
}
