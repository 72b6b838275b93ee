package org.darkmail.openpgp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Mailbox items (spec 70.2) and the ids that devices derive alike (spec 70.4).
final class ItemVectors {

  private static final String ANNA = "anna@south.test";
  private static final String FLAGS =
      "{\"type\":\"darkmail/flags/1\",\"mail\":\"x\",\"seen\":true,\"flagged\":false,\"folder\":\"inbox\"}";

  private final Repeatable random = new Repeatable("item");
  private final byte[] mailboxKey = random.octets(32);
  private final String id = Vector.base64(random.octets(16));
  private final List<Vector> vectors = new ArrayList<>();

  static List<Vector> all() {
    var made = new ItemVectors();
    made.items();
    made.ids();
    return made.vectors;
  }

  private void items() {
    vectors.add(
        Vector.ok(
            "item-ok",
            "70.2",
            "A flags item at its third revision.",
            Vector.input(
                "type",
                "darkmail/flags/1",
                "mail",
                "x",
                "seen",
                true,
                "flagged",
                false,
                "folder",
                "inbox"),
            input(sealed(ANNA, "flags", id, 3))));
    refused("foreign", "Of another account.", sealed("eve@south.test", "flags", id, 3));
    refused("other-kind", "Of another kind.", sealed(ANNA, "setting", id, 3));
    refused("other-revision", "An earlier revision, played back.", sealed(ANNA, "flags", id, 2));
    var other = Vector.base64(random.octets(16));
    refused("other-id", "Another item's content.", sealed(ANNA, "flags", other, 3));
    refused("by-the-server", "What a server makes up.", random.octets(284));
    var flipped = sealed(ANNA, "flags", id, 3);
    flipped[30] ^= 1;
    refused("flipped", "One bit is flipped.", flipped);
    refused(
        "truncated",
        "The last octet is missing.",
        Arrays.copyOf(sealed(ANNA, "flags", id, 3), 283));
    var array = seal(ANNA, "flags", id, 3, "[]");
    vectors.add(Vector.refused("item-array", "0.1", "No JSON object.", "malformed", input(array)));
    var twice = seal(ANNA, "flags", id, 3, "{\"type\":\"darkmail/flags/1\",\"type\":\"x\"}");
    vectors.add(Vector.refused("item-twice", "0.1", "A member twice.", "malformed", input(twice)));
  }

  private void refused(String name, String says, byte[] ciphertext) {
    vectors.add(Vector.refused("item-" + name, "70.2", says, "tampered", input(ciphertext)));
  }

  private byte[] sealed(String address, String kind, String item, int revision) {
    return seal(address, kind, item, revision, FLAGS);
  }

  private byte[] seal(String address, String kind, String item, int revision, String json) {
    var padded = new byte[(int) Padding.padme(Math.max(256, json.length()))];
    Arrays.fill(padded, (byte) ' ');
    var octets = json.getBytes(US_ASCII);
    System.arraycopy(octets, 0, padded, 0, octets.length);
    var key = BrowserCrypto.hkdf(mailboxKey, address.getBytes(UTF_8), "darkmail/1 item/" + item);
    return BrowserCrypto.wrap(
        key, padded, random, "darkmail/item/1", address, kind, item, revision);
  }

  private Map<String, @Nullable Object> input(byte[] ciphertext) {
    return Vector.input(
        "address", ANNA,
        "mailboxKey", mailboxKey,
        "id", id,
        "kind", "flags",
        "revision", 3,
        "ciphertext", ciphertext);
  }

  private void ids() {
    var cases =
        List.of(
            derived("mail", "0".repeat(64) + "\nid@north.test"),
            derived("mail", "id@south.test"),
            derived("mail", "broken\nnorth.test\nrouting"),
            derived("flags", id),
            derived("contact", "gr\u00fc\u00dfe@north.test"),
            derived("peer", "north.test"),
            derived("head", "head"));
    var content =
        Vector.input(
            "name", "derived-table",
            "spec", "70.4",
            "says", "Names and the ids derived from them.",
            "format", "derived",
            "mailboxKey", mailboxKey,
            "cases", cases);
    vectors.add(new Vector("derived-table", content));
  }

  private Map<String, @Nullable Object> derived(String kind, String name) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(mailboxKey, "HmacSHA256"));
      var code = mac.doFinal((kind + "\n" + name).getBytes(UTF_8));
      return Vector.input("kind", kind, "name", name, "id", Arrays.copyOf(code, 16));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
