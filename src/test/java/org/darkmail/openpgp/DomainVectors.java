package org.darkmail.openpgp;

import static org.darkmail.openpgp.Vector.base64;
import static org.darkmail.openpgp.Vector.input;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Domain documents with the step from what is pinned (spec 60.1), and bindings (spec 60.2).
final class DomainVectors {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String TIME = "2026-11-22T06:00:00Z";

  private final Repeatable random = new Repeatable("document");
  private final DomainKey first = key("south.test");
  private final DomainKey second = key("south.test");
  private final DomainKey third = key("south.test");
  private final DomainKey north = key("north.test");
  private final List<Vector> vectors = new ArrayList<>();

  static List<Vector> all() {
    var made = new DomainVectors();
    made.documents();
    made.forged();
    made.rotations();
    made.forgedRotations();
    made.bindings();
    return made.vectors;
  }

  private void documents() {
    ok("ok", "A domain that is seen for the first time.", first, document(first), null);
    ok("ok-pinned", "The pinned certificate again.", first, document(first), first);
  }

  private void forged() {
    refused(
        "other-name",
        "The certificate of another domain.",
        "policy",
        document(north, statement("north.test", "north.test", north), List.of()));
    refused(
        "foreign-signature",
        "Another domain signed the statement.",
        "wrong-signer",
        document(first, sign(north, json("south.test", "south.test", first)), List.of()));
    refused(
        "other-domain",
        "The statement is about another domain.",
        "malformed",
        document(first, statement("north.test", "south.test", first), List.of()));
    refused(
        "other-fingerprint",
        "The statement names another certificate.",
        "malformed",
        document(first, sign(first, json("south.test", "south.test", second)), List.of()));
    refused(
        "other-relay",
        "The relay is somewhere else.",
        "malformed",
        document(first, statement("south.test", "north.test", first), List.of()));
    refused(
        "wrong-type",
        "A rotation for the statement.",
        "wrong-type",
        document(first, rotation(first, first, second), List.of()));
    var newer = json("south.test", "south.test", first);
    newer.put("version", 2);
    refused(
        "other-version",
        "A version that is not known.",
        "malformed",
        document(first, sign(first, newer), List.of()));
  }

  private void rotations() {
    var step = rotation(first, first, second);
    ok("ok-rotated", "One rotation.", second, document(second, step), first);
    ok(
        "ok-rotated-twice",
        "Two rotations, the second by the key in between.",
        third,
        document(third, step, rotation(second, second, third)),
        first);
    ok(
        "ok-rotated-before",
        "A rotation before the pinned certificate is passed over.",
        third,
        document(third, step, rotation(second, second, third)),
        second);
  }

  private void forgedRotations() {
    changed("replaced", "Another certificate without a rotation.", document(second), first);
    changed(
        "rotated-by-itself",
        "The new key signed its own rotation.",
        document(second, rotation(second, first, second)),
        first);
    changed(
        "rotated-by-another",
        "Another domain signed the rotation.",
        document(second, rotation(north, first, second)),
        first);
    changed(
        "rotated-elsewhere",
        "The rotation leads to a third certificate.",
        document(second, rotation(first, first, third)),
        first);
    changed(
        "rotated-from-elsewhere",
        "The pinned key signed a rotation from another.",
        document(second, rotation(first, third, second)),
        first);
    changed(
        "broken-chain",
        "The step in between is missing.",
        document(third, rotation(second, second, third)),
        first);
    changed(
        "rotated-back",
        "The old certificate again, after the rotation was seen.",
        document(first, rotation(first, first, second)),
        second);
    var altered = rotation(first, first, second);
    altered[altered.length - 5] ^= 1;
    changed("altered-rotation", "The signature does not verify.", document(second, altered), first);
    var json = step("south.test", first, second);
    json.put("type", "darkmail/binding/1");
    changed(
        "binding-as-rotation",
        "Another statement of the old key.",
        document(second, sign(first, json)),
        first);
    changed(
        "rotation-of-another-domain",
        "The old key signed a rotation of another domain.",
        document(second, sign(first, step("north.test", first, second))),
        first);
  }

  private void bindings() {
    var anna = key("anna@south.test").certificate().fingerprint();
    var json =
        input(
            "type",
            "darkmail/binding/1",
            "address",
            "anna@south.test",
            "fingerprint",
            anna,
            "sequence",
            1,
            "time",
            TIME,
            "previous",
            null);
    var result = input("address", "anna@south.test", "fingerprint", anna, "sequence", 1);
    var good = sign(first, json);
    vectors.add(Vector.ok("binding-ok", "60.2", "A first binding.", result, binding(good)));
    unbound("foreign-signature", "By another domain.", "wrong-signer", sign(north, json));
    var altered = good.clone();
    altered[150] ^= 1;
    unbound("altered", "One bit of the JSON is flipped.", "bad-signature", altered);
    unbound("wrong-type", "A rotation.", "wrong-type", rotation(first, first, second));
    var without = new LinkedHashMap<String, @Nullable Object>(json);
    without.remove("sequence");
    unbound("no-sequence", "A member is missing.", "malformed", sign(first, without));
    var shouted = new LinkedHashMap<String, @Nullable Object>(json);
    shouted.put("fingerprint", "0".repeat(63));
    unbound("short-fingerprint", "No fingerprint.", "malformed", sign(first, shouted));
  }

  private Map<String, @Nullable Object> binding(byte[] statement) {
    return input("by", first.certificate().encoded(), "binding", statement);
  }

  private void unbound(String name, String says, String reason, byte[] statement) {
    vectors.add(Vector.refused("binding-" + name, "60.2", says, reason, binding(statement)));
  }

  private byte[] rotation(DomainKey by, DomainKey from, DomainKey to) {
    return sign(by, step("south.test", from, to));
  }

  private static Map<String, @Nullable Object> step(String domain, DomainKey from, DomainKey to) {
    return input(
        "type",
        "darkmail/rotation/1",
        "domain",
        domain,
        "from",
        from.certificate().fingerprint(),
        "to",
        to.certificate().fingerprint(),
        "certificate",
        to.certificate().encoded(),
        "time",
        TIME);
  }

  private byte[] statement(String domain, String relay, DomainKey key) {
    return sign(key, json(domain, relay, key));
  }

  private static Map<String, @Nullable Object> json(String domain, String relay, DomainKey key) {
    return input(
        "type",
        "darkmail/domain/1",
        "domain",
        domain,
        "version",
        1,
        "fingerprint",
        key.certificate().fingerprint(),
        "relay",
        "darkmail@" + relay,
        "blobs",
        List.of("https://" + domain + "/blob/"),
        "time",
        TIME);
  }

  private byte[] sign(DomainKey by, Map<String, @Nullable Object> json) {
    return Statement.sign(by, JSON.writeValueAsBytes(json), StatementVectors.NOW, random);
  }

  private Map<String, @Nullable Object> document(DomainKey key, byte[]... rotations) {
    var statement = statement("south.test", "south.test", key);
    return document(key, statement, List.of(rotations));
  }

  private static Map<String, @Nullable Object> document(
      DomainKey key, byte[] statement, List<byte[]> rotations) {
    return input(
        "certificate", key.certificate().encoded(),
        "statement", statement,
        "rotations", rotations.stream().map(Vector::base64).toList());
  }

  private void ok(
      String name,
      String says,
      DomainKey now,
      Map<String, @Nullable Object> document,
      @Nullable DomainKey pinned) {
    var result = Map.of("fingerprint", now.certificate().fingerprint());
    vectors.add(Vector.ok("document-" + name, "60.1", says, result, seen(document, pinned)));
  }

  private void refused(
      String name, String says, String reason, Map<String, @Nullable Object> document) {
    vectors.add(Vector.refused("document-" + name, "60.1", says, reason, seen(document, null)));
  }

  private void changed(
      String name, String says, Map<String, @Nullable Object> document, DomainKey pinned) {
    vectors.add(
        Vector.refused(
            "document-" + name, "60.1", says, "domain-key-changed", seen(document, pinned)));
  }

  private static Map<String, @Nullable Object> seen(
      Map<String, @Nullable Object> document, @Nullable DomainKey pinned) {
    return input(
        "domain",
        "south.test",
        "pinned",
        pinned == null ? null : base64(pinned.certificate().encoded()),
        "document",
        document);
  }

  private DomainKey key(String userId) {
    return DomainKey.generate(userId, StatementVectors.NOW, random);
  }
}
