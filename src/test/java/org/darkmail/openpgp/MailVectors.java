package org.darkmail.openpgp;

import static org.darkmail.openpgp.Vector.base64;
import static org.darkmail.openpgp.Vector.input;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// What arrives from `north.test` in the mailbox of `anna@south.test`, and her vault's verdict
/// (spec 40.1, 40.3). A vector may have mails that came before.
final class MailVectors {

  private static final String ANNA = "anna@south.test";
  private static final String BORIS = "boris@north.test";
  private static final Form HEADER = Form.of("darkmail/header/1", 2, 4, 8, 16);
  private static final JsonMapper JSON = new JsonMapper();

  private final Repeatable random = new Repeatable("mail");
  private final DomainKey north = key("north.test");
  private final DomainKey west = key("west.test");
  private final DomainKey anna = key(ANNA);
  private final DomainKey boris = key(BORIS);
  private final DomainKey other = key(BORIS);
  private final byte[] binding = bind(north, BORIS, boris, 1, null);
  private final List<Vector> vectors = new ArrayList<>();

  static List<Vector> all() {
    var made = new MailVectors();
    made.good();
    made.seals();
    made.authors();
    made.readers();
    made.repeated();
    made.blobs();
    made.domains();
    made.ends();
    return made.vectors;
  }

  private void ends() {
    var ending = header();
    ending.put("expires", "2027-01-01T00:00:00Z");
    ok("ok-end", "A mail with an end.", "first-contact", mail(ending));
    var undated = header();
    undated.put("expires", "soon");
    broken("end-no-date", "The end is no date.", "malformed", mail(undated));
  }

  private void good() {
    ok("ok", "A first mail.", "first-contact", mail(header()));
    ok("ok-again", "A second one.", "sealed", mail(header()), mail(header()));
    var bcc = header();
    bcc.put("to", people("otto@north.test"));
    bcc.put("bcc", people(ANNA));
    ok("ok-bcc", "The copy of the one Bcc recipient.", "first-contact", mail(bcc));
    var away = in(mail(header()));
    away.put("reachable", false);
    vectors.add(
        Vector.ok(
            "mail-unchecked",
            "40.3",
            "The author's domain cannot be asked for its certificate.",
            Map.of("verdict", "unchecked"),
            away));
    var rebound = header();
    rebound.put("key", other.primary().packet().body());
    rebound.put("binding", bind(north, BORIS, other, 2, binding));
    ok(
        "key-changed",
        "Another key than the pinned one, with the next binding.",
        "key-changed",
        mail(signed(rebound, other), rebound),
        mail(header()));
  }

  private void seals() {
    broken(
        "other-recipient-key",
        "Sealed to another key.",
        "not-for-us",
        mail(seal(header(), boris, other), header()));
    var flipped = seal(header(), boris, anna);
    flipped[2_000] ^= 1;
    broken("flipped", "One bit is flipped.", "tampered", mail(flipped, header()));
    var unsigned = Sealed.sealUnsigned(HEADER, json(header()), anna.certificate(), random);
    broken("unsigned", "Nobody signed it.", "unsigned", mail(unsigned, header()));
    var typed = header();
    typed.put("type", "darkmail/envelope/1");
    broken("wrong-type", "A signed envelope.", "wrong-type", mail(typed));
    var lost = header();
    lost.remove("subject");
    broken("no-subject", "A member is missing.", "malformed", mail(lost));
    var twins = header();
    twins.put("from", List.of(person(BORIS), person(ANNA)));
    broken("two-authors", "Two authors.", "malformed", mail(twins));
    var bodies = header();
    bodies.put("blobs", List.of(blob("body", 1), blob("body", 2)));
    broken("two-bodies", "Two bodies.", "malformed", mail(bodies));
  }

  private void authors() {
    broken(
        "foreign-signature",
        "Signed by another key than the one inside.",
        "wrong-signer",
        mail(signed(header(), other), header()));
    var unbound = header();
    unbound.put("key", other.primary().packet().body());
    broken(
        "unbound-key",
        "Signed by the key inside, which the binding does not name.",
        "wrong-signer",
        mail(signed(unbound, other), unbound));
    var pretended = header();
    pretended.put("from", people("otto@north.test"));
    broken("other-author", "Another author than the binding's.", "wrong-author", mail(pretended));
    var elsewhere = mail(header());
    elsewhere.put("origin", "west.test");
    broken("other-origin", "From another domain than the author's.", "wrong-origin", elsewhere);
    var bound = header();
    bound.put("binding", bind(west, BORIS, boris, 1, null));
    broken("foreign-binding", "Another domain signed the binding.", "bad-binding", mail(bound));
    var altered = header();
    var bent = binding.clone();
    bent[bent.length - 5] ^= 1;
    altered.put("binding", bent);
    broken(
        "altered-binding",
        "The signature of the binding does not verify.",
        "bad-binding",
        mail(altered));
    var rotation = header();
    var json = input("type", "darkmail/rotation/1", "address", BORIS);
    rotation.put("binding", Statement.sign(north, json(json), StatementVectors.NOW, random));
    broken("rotation-as-binding", "Another statement of the domain.", "wrong-type", mail(rotation));
  }

  private void readers() {
    var forwarded = header();
    forwarded.put("to", people("otto@north.test"));
    forwarded.put("recipients", List.of(recipient("otto@north.test", boris)));
    broken(
        "forwarded",
        "Written and signed for somebody else, sealed anew to this reader.",
        "wrong-recipient",
        mail(forwarded));
    var unknown = header();
    unknown.put("recipients", List.of(recipient(ANNA, boris)));
    broken(
        "other-fingerprint",
        "The reader's address with a key that never was the reader's.",
        "wrong-recipient",
        mail(unknown));
  }

  private void repeated() {
    var once = mail(header());
    var again = new LinkedHashMap<String, @Nullable Object>(once);
    again.put("routing", base64(random.octets(16)));
    broken("replay", "The same sealed header under another routing id.", "replay", again, once);
    var anew = header();
    anew.put("messageId", List.of("replayed@north.test"));
    broken(
        "replay-sealed-anew",
        "The same author and message id in a new sealed header.",
        "replay",
        mail(anew),
        mail(anew));
    var lie = header();
    lie.put("key", other.primary().packet().body());
    lie.put("binding", bind(north, BORIS, other, 1, null));
    broken(
        "lying-domain",
        "Two keys under one address and sequence.",
        "lying-domain",
        mail(signed(lie, other), lie),
        mail(header()));
  }

  private void blobs() {
    var missing = mail(header());
    missing.put("blobs", List.of());
    ok("no-blob", "The body was not delivered.", "incomplete", missing);
    var header = header();
    var swapped = mail(header);
    swapped.put("blobs", List.of(delivered(blob("body", 2))));
    ok("swapped-blob", "Another blob of the same size instead.", "incomplete", swapped);
    var two = header();
    two.put("blobs", List.of(blob("body", 1), blob("attachment", 2)));
    ok("ok-attachment", "A body and an attachment.", "first-contact", mail(two));
  }

  private void domains() {
    var between = header();
    between.put("domains", Map.of("north.test", west.certificate().fingerprint()));
    broken(
        "other-domain-certificate",
        "The author saw another certificate of the author's domain than the reader does.",
        "wrong-domain",
        mail(between));
  }

  private LinkedHashMap<String, @Nullable Object> header() {
    var header = new LinkedHashMap<String, @Nullable Object>();
    header.put("type", "darkmail/header/1");
    header.put("from", people(BORIS));
    header.put("to", people(ANNA));
    header.put("cc", List.of());
    header.put("bcc", List.of());
    header.put("replyTo", List.of());
    header.put("subject", "A vector");
    header.put("preview", "");
    header.put("sentAt", "2026-11-22T06:00:00Z");
    header.put("messageId", List.of(base64(random.octets(16)) + "@north.test"));
    header.put("inReplyTo", List.of());
    header.put("references", List.of());
    header.put("blobs", List.of(blob("body", 1)));
    header.put("recipients", List.of(recipient(ANNA, anna)));
    header.put("key", boris.primary().packet().body());
    header.put("binding", binding);
    header.put("domains", Map.of("north.test", north.certificate().fingerprint()));
    return header;
  }

  private static Map<String, @Nullable Object> blob(String part, int number) {
    return input(
        "part",
        part,
        "name",
        null,
        "type",
        "message/rfc822",
        "cid",
        null,
        "disposition",
        null,
        "id",
        base64(new Repeatable("id" + number).octets(32)),
        "sha256",
        base64(new Repeatable("hash" + number).octets(32)),
        "size",
        4_202,
        "length",
        100,
        "key",
        base64(new Repeatable("key" + number).octets(32)));
  }

  private static Map<String, @Nullable Object> delivered(Map<String, @Nullable Object> blob) {
    return input("sha256", blob.get("sha256"), "size", blob.get("size"));
  }

  private static List<Map<String, @Nullable Object>> people(String address) {
    return List.of(person(address));
  }

  private static Map<String, @Nullable Object> person(String address) {
    return input("name", null, "email", address);
  }

  private static Map<String, @Nullable Object> recipient(String address, DomainKey key) {
    return input("address", address, "fingerprint", key.certificate().fingerprint());
  }

  private LinkedHashMap<String, @Nullable Object> mail(Map<String, @Nullable Object> header) {
    return mail(signed(header, boris), header);
  }

  private byte[] signed(Map<String, @Nullable Object> header, DomainKey by) {
    return seal(header, by, anna);
  }

  private byte[] seal(Map<String, @Nullable Object> header, DomainKey by, DomainKey to) {
    return Sealed.seal(HEADER, json(header), to.certificate(), by, StatementVectors.NOW, random);
  }

  /// As the reader's domain hands it over, with all the blobs that the header names.
  private LinkedHashMap<String, @Nullable Object> mail(
      byte[] sealed, Map<String, @Nullable Object> header) {
    var blobs = new ArrayList<Map<String, @Nullable Object>>();
    for (var blob : JSON.readTree(json(header)).get("blobs")) {
      blobs.add(input("sha256", blob.get("sha256").asString(), "size", blob.get("size").asInt()));
    }
    var arrival = new LinkedHashMap<String, @Nullable Object>();
    arrival.put("routing", base64(random.octets(16)));
    arrival.put("origin", "north.test");
    arrival.put("header", base64(sealed));
    arrival.put("blobs", blobs);
    return arrival;
  }

  private static byte[] json(Map<String, ?> members) {
    var text = new LinkedHashMap<String, @Nullable Object>();
    members.forEach(
        (name, value) -> text.put(name, value instanceof byte[] octets ? base64(octets) : value));
    return JSON.writeValueAsBytes(text);
  }

  private byte[] bind(
      DomainKey by, String address, DomainKey key, int sequence, byte @Nullable [] previous) {
    var hash = previous == null ? null : KeyPacket.digest("SHA-256", previous);
    var json =
        input(
            "type",
            "darkmail/binding/1",
            "address",
            address,
            "fingerprint",
            key.certificate().fingerprint(),
            "sequence",
            sequence,
            "time",
            "2026-11-22T06:00:00Z",
            "previous",
            hash);
    return Statement.sign(by, json(json), StatementVectors.NOW, random);
  }

  private DomainKey key(String userId) {
    return DomainKey.generate(userId, StatementVectors.NOW, random);
  }

  @SafeVarargs
  private final Map<String, @Nullable Object> in(
      Map<String, @Nullable Object> arrival, Map<String, @Nullable Object>... before) {
    var input =
        input(
            "address", ANNA,
            "secretKey", anna.encoded(),
            "domainKey", north.encoded(),
            "reachable", true,
            "before", List.of(before));
    input.put("arrival", arrival);
    return input;
  }

  @SafeVarargs
  private final void ok(
      String name,
      String says,
      String verdict,
      Map<String, @Nullable Object> arrival,
      Map<String, @Nullable Object>... before) {
    var result = Map.of("verdict", verdict);
    vectors.add(Vector.ok("mail-" + name, "40.3", says, result, in(arrival, before)));
  }

  @SafeVarargs
  private final void broken(
      String name,
      String says,
      String reason,
      Map<String, @Nullable Object> arrival,
      Map<String, @Nullable Object>... before) {
    vectors.add(Vector.refused("mail-" + name, "40.3", says, reason, in(arrival, before)));
  }
}
