package org.darkmail.openpgp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.darkmail.openpgp.Vector.base64;
import static org.darkmail.openpgp.Vector.input;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// What `south.test` takes from `north.test`: envelopes (spec 40.2) and frames (spec 50.2).
final class RoutingVectors {

  private static final Form ENVELOPE = Form.of("darkmail/envelope/1", 2, 4, 8, 16);
  private static final Form FRAME = Form.of("darkmail/frame/1", 4, 8, 16, 32, 48);
  private static final String BASE = "http://north.localhost:8080/blob/";
  private static final String NOW = "2026-11-22T06:00:00Z";
  private static final JsonMapper JSON = new JsonMapper();

  private final Repeatable random = new Repeatable("routing");
  private final DomainKey south = key("south.test");
  private final DomainKey north = key("north.test");
  private final DomainKey west = key("west.test");
  private final byte[] header = random.octets(2_048);
  private final String id = base64(random.octets(16));
  private final Map<String, @Nullable Object> document = document();
  private final List<Vector> vectors = new ArrayList<>();

  static List<Vector> all() {
    var made = new RoutingVectors();
    made.envelopes();
    made.envelopesOfOthers();
    made.links();
    made.frames();
    made.framesOfOthers();
    made.ends();
    return made.vectors;
  }

  private void envelopes() {
    ok("envelope-ok", "40.2", "For one recipient, with one blob.", envelope());
    var none = envelope();
    none.put("blobs", List.of());
    ok("envelope-ok-no-blob", "40.2", "Without blobs.", none);
    bad("flipped", "One bit is flipped.", flipped(seal(envelope(), south)));
    bad("other-recipient", "Sealed to another domain.", seal(envelope(), west));
    var typed = envelope();
    typed.put("type", "darkmail/query/1");
    bad("wrong-type", "A query.", seal(typed, south));
    var signed =
        Sealed.seal(
            ENVELOPE, json(envelope()), south.certificate(), north, StatementVectors.NOW, random);
    bad("signed", "It is signed, so that it names somebody.", signed);
    bad("truncated", "The last octet is missing.", Arrays.copyOf(seal(envelope(), south), 2_047));
  }

  private void envelopesOfOthers() {
    bent("other-id", "The envelope of another routing message.", "id", base64(new byte[16]));
    bent("other-origin", "Made for a message of another domain.", "origin", "west.test");
    bent("other-domain", "Made for another destination.", "domain", "west.test");
    var other = KeyPacket.digest("SHA-256", random.octets(2_048));
    bent("other-header", "The envelope of another mail.", "header", base64(other));
    bent("no-expiry", "A member is missing.", "expires", null);
    bent("eternal", "It expires in 16 days.", "expires", "2026-12-08T06:00:01Z");
    var late = envelope();
    late.put("expires", "2026-11-22T05:59:59Z");
    refused("expired", "It expired a second ago.", "expired", seal(late, south));
  }

  private void ends() {
    var ending = envelope();
    ending.put("erase", "2026-11-29T06:00:00Z");
    ok("envelope-ok-erase", "40.2", "Of a mail with an end.", ending);
    bent("erase-no-date", "The end is no date.", "erase", "soon");
    var over = envelope();
    over.put("erase", "2026-11-22T06:00:00Z");
    refused("erased", "Its end has come.", "expired", seal(over, south));
  }

  private void links() {
    bentBlob(
        "foreign-link", "A link to another place.", "link", "https://west.test/blob/" + name());
    bentBlob("parent-link", "A link out of the base.", "link", BASE + "../" + name());
    bentBlob("local-link", "A link to the destination's own host.", "link", "http://127.0.0.1/x");
    bentBlob("file-link", "No link to a web server.", "link", "file:///etc/passwd");
    bentBlob("negative-size", "A size below nothing.", "size", -1);
    bentBlob("short-hash", "No SHA-256.", "sha256", base64(new byte[31]));
    var large = envelope();
    large.put("blobs", List.of(blob("size", 2_147_483_649L)));
    refused("too-large", "More than 2 GiB.", "too-large", seal(large, south));
  }

  private void bent(String name, String says, String member, @Nullable String value) {
    var envelope = envelope();
    envelope.put(member, value);
    bad(name, says, seal(envelope, south));
  }

  private void bentBlob(String name, String says, String member, Object value) {
    var envelope = envelope();
    envelope.put("blobs", List.of(blob(member, value)));
    bad(name, says, seal(envelope, south));
  }

  private LinkedHashMap<String, @Nullable Object> envelope() {
    var envelope = new LinkedHashMap<String, @Nullable Object>();
    envelope.put("type", "darkmail/envelope/1");
    envelope.put("id", id);
    envelope.put("origin", "north.test");
    envelope.put("domain", "south.test");
    envelope.put("recipient", "anna");
    envelope.put("header", base64(KeyPacket.digest("SHA-256", header)));
    envelope.put("blobs", List.of(blob("size", 4_202)));
    envelope.put("expires", "2026-12-05T06:00:00Z");
    return envelope;
  }

  private Map<String, @Nullable Object> blob(String member, Object value) {
    var blob = input("link", BASE + name(), "sha256", random.octets(32), "size", 4_202);
    blob.put(member, value);
    return blob;
  }

  private String name() {
    return base64(random.octets(32));
  }

  private byte[] seal(Map<String, @Nullable Object> envelope, DomainKey to) {
    return Sealed.sealUnsigned(ENVELOPE, json(envelope), to.certificate(), random);
  }

  private void ok(String name, String spec, String says, Map<String, @Nullable Object> envelope) {
    var result = base64(json(envelope));
    vectors.add(Vector.ok(name, spec, says, result, envelopeInput(seal(envelope, south))));
  }

  private void bad(String name, String says, byte[] envelope) {
    refused(name, says, "bad-envelope", envelope);
  }

  private void refused(String name, String says, String reason, byte[] envelope) {
    vectors.add(Vector.refused("envelope-" + name, "40.2", says, reason, envelopeInput(envelope)));
  }

  private Map<String, @Nullable Object> envelopeInput(byte[] envelope) {
    return input(
        "secretKey", south.encoded(),
        "now", NOW,
        "origin", "north.test",
        "document", document,
        "id", id,
        "header", header,
        "envelope", envelope);
  }

  private void frames() {
    takes("ok-receipt", "A receipt.", with("receipts", receipt()));
    takes("ok-message", "A routing message.", with("messages", message()));
    var late = with("receipts", receipt());
    late.put("time", "2026-10-24T06:00:00Z");
    takes("ok-late", "Four weeks late.", late);
    var json = json(with("receipts", receipt()));
    var sealed = frame(json, north, south);
    badFrame("flipped", "One bit is flipped.", flipped(sealed));
    badFrame("truncated", "The last octet is missing.", Arrays.copyOf(sealed, 4_095));
    badFrame("other-recipient", "Sealed to another domain.", frame(json, north, west));
    badFrame(
        "unsigned", "Not signed.", Sealed.sealUnsigned(FRAME, json, south.certificate(), random));
    badFrame("foreign-signature", "Signed by another domain.", frame(json, west, south));
    var typed = with("receipts", receipt());
    typed.put("type", "darkmail/rotation/1");
    badFrame("wrong-type", "Another statement of that domain.", frame(json(typed), north, south));
    var reasoned = receipt();
    reasoned.put("outcome", "refused");
    bentFrame("refused-without-reason", "A refusal without a reason.", "receipts", reasoned);
    var unknown = receipt();
    unknown.put("outcome", "read");
    bentFrame("unknown-outcome", "An outcome that there is not.", "receipts", unknown);
    var short16 = receipt();
    short16.put("id", base64(new byte[15]));
    bentFrame("short-id", "No routing id.", "receipts", short16);
    var twice = new String(json, UTF_8);
    var second = twice.replace("\"queries\":[]", "\"queries\":[],\"queries\":[]");
    badFrame("twice", "A member twice.", frame(second.getBytes(UTF_8), north, south));
  }

  private void framesOfOthers() {
    wrongFrame("from-another", "It says that it is of another domain.", "from", "west.test");
    wrongFrame("to-another", "It says that it is for another domain.", "to", "west.test");
    wrongFrame("old", "A month and a second old.", "time", "2026-10-23T05:59:59Z");
    wrongFrame("early", "From more than a day ahead.", "time", "2026-11-23T06:00:01Z");
  }

  private void wrongFrame(String name, String says, String member, String value) {
    var frame = with("receipts", receipt());
    frame.put(member, value);
    refusedFrame(name, says, "wrong-frame", frame(json(frame), north, south));
  }

  private void bentFrame(
      String name, String says, String list, Map<String, @Nullable Object> element) {
    badFrame(name, says, frame(json(with(list, element)), north, south));
  }

  private static LinkedHashMap<String, @Nullable Object> with(
      String list, Map<String, @Nullable Object> element) {
    var frame = new LinkedHashMap<String, @Nullable Object>();
    frame.put("type", "darkmail/frame/1");
    frame.put("id", "frame");
    frame.put("from", "north.test");
    frame.put("to", "south.test");
    frame.put("time", NOW);
    frame.put("messages", List.of());
    frame.put("receipts", List.of());
    frame.put("queries", List.of());
    frame.put("answers", List.of());
    frame.put(list, List.of(element));
    return frame;
  }

  private Map<String, @Nullable Object> receipt() {
    return input("id", random.octets(16), "outcome", "accepted", "reason", null);
  }

  private Map<String, @Nullable Object> message() {
    return input("id", id, "envelope", seal(envelope(), south), "header", header);
  }

  private byte[] frame(byte[] json, DomainKey by, DomainKey to) {
    return Sealed.seal(FRAME, json, to.certificate(), by, StatementVectors.NOW, random);
  }

  private void takes(String name, String says, Map<String, @Nullable Object> frame) {
    var json = json(frame);
    var input = frameInput(frame(json, north, south));
    vectors.add(Vector.ok("frame-" + name, "50.2", says, base64(json), input));
  }

  private void badFrame(String name, String says, byte[] frame) {
    refusedFrame(name, says, "bad-frame", frame);
  }

  private void refusedFrame(String name, String says, String reason, byte[] frame) {
    vectors.add(Vector.refused("frame-" + name, "50.2", says, reason, frameInput(frame)));
  }

  private Map<String, @Nullable Object> frameInput(byte[] frame) {
    return input(
        "secretKey", south.encoded(),
        "now", NOW,
        "origin", "north.test",
        "document", document,
        "frame", frame);
  }

  /// Of `north.test` (spec 60.1), as it serves it.
  private Map<String, @Nullable Object> document() {
    var statement =
        input(
            "type",
            "darkmail/domain/1",
            "domain",
            "north.test",
            "version",
            1,
            "fingerprint",
            north.certificate().fingerprint(),
            "relay",
            "darkmail@north.test",
            "blobs",
            List.of(BASE),
            "time",
            NOW);
    return input(
        "certificate", north.certificate().encoded(),
        "statement", Statement.sign(north, json(statement), StatementVectors.NOW, random),
        "rotations", List.of());
  }

  private static byte[] json(Map<String, ?> members) {
    return JSON.writeValueAsBytes(members);
  }

  private static byte[] flipped(byte[] octets) {
    octets[1_500] ^= 1;
    return octets;
  }

  private DomainKey key(String userId) {
    return DomainKey.generate(userId, StatementVectors.NOW, random);
  }
}
