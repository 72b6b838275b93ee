package org.darkmail.openpgp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// From the passphrase to the secret key (spec 20), which the browser alone walks.
final class AccountVectors {

  private static final String ANNA = "anna@south.test";
  private static final String EVE = "eve@south.test";

  private final Repeatable random = new Repeatable("account");
  private final byte[] serverSalt = random.octets(32);
  private final byte[] accountKey = random.octets(32);
  private final byte[] kek = random.octets(32);
  private final byte[] salt = random.octets(16);
  private final String slotId = Vector.base64(random.octets(16));
  private final List<Vector> vectors = new ArrayList<>();

  static List<Vector> all() {
    var made = new AccountVectors();
    made.passphrases();
    made.parameters();
    made.goodSlots();
    made.badSlots();
    made.accounts();
    return made.vectors;
  }

  private void passphrases() {
    derived("ok", "The default parameters.", "orbit lamp forest pencil", 3, 4, 65_536);
    derived("ok-other", "More passes, one lane, more memory.", "orbit lamp", 4, 1, 131_072);
    var typed = "Gru\u0308\u00dfe\u00a0aus\u3000S\u00fcden";
    vectors.add(
        kdf(
            "ok-prepared",
            "Other blanks become U+0020, the rest NFC (RFC 8265); case stays.",
            derivation("Gr\u00fc\u00dfe aus S\u00fcden", 3, 4, 65_536),
            typed,
            BrowserCrypto.kdf(3, 4, 65_536)));
  }

  private void derived(String name, String says, String passphrase, int t, int p, int m) {
    var result = derivation(passphrase, t, p, m);
    vectors.add(kdf(name, says, result, passphrase, BrowserCrypto.kdf(t, p, m)));
  }

  private Map<String, @Nullable Object> derivation(String prepared, int t, int p, int m) {
    var hash = KeyPacket.digest("SHA-256", ANNA.getBytes(UTF_8), serverSalt);
    var secret = BrowserCrypto.argon2id(prepared, Arrays.copyOf(hash, 16), t, p, m);
    return Vector.input(
        "auth", BrowserCrypto.derive(secret, "passphrase/auth"),
        "kek", BrowserCrypto.derive(secret, "passphrase/kek"));
  }

  private Vector kdf(String name, String says, Object ok, String passphrase, Object parameters) {
    return Vector.ok(
        "kdf-" + name,
        "20.1",
        says,
        ok,
        Vector.input(
            "address",
            ANNA,
            "serverSalt",
            serverSalt,
            "passphrase",
            passphrase,
            "kdf",
            parameters));
  }

  private void parameters() {
    weak("few-passes", "Two passes.", BrowserCrypto.kdf(2, 4, 65_536));
    weak("many-passes", "Eleven passes.", BrowserCrypto.kdf(11, 4, 65_536));
    weak("no-lanes", "No lane.", BrowserCrypto.kdf(3, 0, 65_536));
    weak("many-lanes", "Seventeen lanes.", BrowserCrypto.kdf(3, 17, 65_536));
    weak("little-memory", "Half of the memory.", BrowserCrypto.kdf(3, 4, 32_768));
    weak("much-memory", "Twice the most memory.", BrowserCrypto.kdf(3, 4, 2_097_152));
    weak("odd-memory", "No power of two.", BrowserCrypto.kdf(3, 4, 65_537));
    var other = BrowserCrypto.kdf(3, 4, 65_536);
    other.put("algorithm", "pbkdf2");
    weak("other-algorithm", "Another algorithm.", other);
  }

  private void weak(String name, String says, Object parameters) {
    var input =
        Vector.input(
            "address", ANNA, "serverSalt", serverSalt, "passphrase", "x", "kdf", parameters);
    vectors.add(Vector.refused("kdf-" + name, "20.1", says, "weak-kdf", input));
  }

  private void goodSlots() {
    var result = Vector.base64(accountKey);
    vectors.add(
        Vector.ok(
            "slot-ok", "20.3", "The slot of a passphrase.", result, input(slot(ANNA, slotId))));
    var recovery =
        Vector.input(
            "slot",
            slotId,
            "kind",
            "recovery",
            "kdf",
            null,
            "wrapped",
            BrowserCrypto.wrap(
                kek,
                accountKey,
                random,
                "darkmail/slot/1",
                ANNA,
                slotId,
                "recovery",
                "",
                "",
                "",
                ""));
    vectors.add(
        Vector.ok("slot-ok-recovery", "20.3", "The slot of the words.", result, input(recovery)));
  }

  private void badSlots() {
    tampered("foreign", "The slot of another account.", slot(EVE, slotId));
    var renamed = slot(ANNA, slotId);
    renamed.put("slot", Vector.base64(random.octets(16)));
    tampered("other-id", "Another slot's id.", renamed);
    var cheaper = slot(ANNA, slotId);
    cheaper.put("kdf", slotKdf(5, 4, 65_536, salt));
    tampered("other-parameters", "Other parameters than those it was made with.", cheaper);
    var resalted = slot(ANNA, slotId);
    resalted.put("kdf", slotKdf(3, 4, 65_536, random.octets(16)));
    tampered("other-salt", "Another salt.", resalted);
    var turned = slot(ANNA, slotId);
    turned.put("kind", "recovery");
    turned.put("kdf", null);
    tampered("other-kind", "A passphrase's slot as that of the words.", turned);
    var flipped = slot(ANNA, slotId);
    var wrapped = wrapped(ANNA, slotId);
    wrapped[20] ^= 1;
    flipped.put("wrapped", Vector.base64(wrapped));
    tampered("flipped", "One bit is flipped.", flipped);
    var other = input(slot(ANNA, slotId));
    other.put("kek", Vector.base64(random.octets(32)));
    vectors.add(Vector.refused("slot-other-key", "20.3", "Another key.", "tampered", other));
    var cut = slot(ANNA, slotId);
    cut.put("wrapped", Vector.base64(Arrays.copyOf(wrapped, 59)));
    vectors.add(
        Vector.refused(
            "slot-truncated", "20.3", "The last octet is missing.", "malformed", input(cut)));
    var weak = slot(ANNA, slotId);
    weak.put("kdf", slotKdf(1, 4, 65_536, salt));
    vectors.add(
        Vector.refused("slot-weak", "20.1", "A slot of one pass.", "weak-kdf", input(weak)));
  }

  private void tampered(String name, String says, Map<String, @Nullable Object> slot) {
    vectors.add(Vector.refused("slot-" + name, "20.3", says, "tampered", input(slot)));
  }

  private Map<String, @Nullable Object> slot(String address, String id) {
    return Vector.input(
        "slot",
        id,
        "kind",
        "passphrase",
        "kdf",
        slotKdf(3, 4, 65_536, salt),
        "wrapped",
        wrapped(address, id));
  }

  private byte[] wrapped(String address, String id) {
    var salted = Vector.base64(salt);
    return BrowserCrypto.wrap(
        kek,
        accountKey,
        random,
        "darkmail/slot/1",
        address,
        id,
        "passphrase",
        salted,
        3,
        4,
        65_536);
  }

  private static Map<String, @Nullable Object> slotKdf(int t, int p, int m, byte[] salt) {
    var kdf = BrowserCrypto.kdf(t, p, m);
    kdf.put("salt", Vector.base64(salt));
    return kdf;
  }

  private Map<String, @Nullable Object> input(Map<String, @Nullable Object> slot) {
    return Vector.input("address", ANNA, "kek", kek, "slot", slot);
  }

  private void accounts() {
    var key = DomainKey.generate(ANNA, StatementVectors.NOW, random);
    var other = DomainKey.generate(ANNA, StatementVectors.NOW, random);
    var good = account(ANNA, key);
    vectors.add(
        Vector.ok(
            "account-ok",
            "20.4",
            "What hangs on the account key.",
            Map.of("fingerprint", key.certificate().fingerprint()),
            good));
    broken("foreign", "The record of another account.", with(good, "address", EVE));
    broken(
        "other-commitment",
        "Another commitment: AES-GCM alone does not tell keys apart.",
        with(good, "commit", random.octets(32)));
    broken(
        "other-certificate",
        "Another certificate of the same address.",
        with(good, "certificate", other.certificate().encoded()));
    broken(
        "other-secret-key",
        "The wrapped key of the other certificate.",
        with(good, "secretKey", secretKey(ANNA, key.certificate(), other)));
    broken(
        "foreign-secret-key",
        "A key that was wrapped for another address.",
        with(good, "secretKey", secretKey(EVE, key.certificate(), key)));
    broken("other-key", "Another account key.", with(good, "accountKey", random.octets(32)));
    var flipped = secretKey(ANNA, key.certificate(), key);
    flipped[40] ^= 1;
    broken("flipped", "One bit of the wrapped key is flipped.", with(good, "secretKey", flipped));
  }

  private Map<String, @Nullable Object> account(String address, DomainKey key) {
    return Vector.input(
        "address", address,
        "accountKey", accountKey,
        "commit", BrowserCrypto.derive(accountKey, "account/commit"),
        "certificate", key.certificate().encoded(),
        "secretKey", secretKey(address, key.certificate(), key));
  }

  private byte[] secretKey(String address, Certificate of, DomainKey key) {
    return BrowserCrypto.wrap(
        BrowserCrypto.derive(accountKey, "account/openpgp"),
        key.encoded(),
        random,
        "darkmail/secret-key/1",
        address,
        of.fingerprint());
  }

  private static Map<String, @Nullable Object> with(
      Map<String, @Nullable Object> good, String name, Object value) {
    var bent = new LinkedHashMap<String, @Nullable Object>(good);
    bent.putAll(Vector.input(name, value));
    return bent;
  }

  private void broken(String name, String says, Map<String, @Nullable Object> input) {
    vectors.add(Vector.refused("account-" + name, "20.4", says, "broken-account", input));
  }
}
