package org.darkmail.openpgp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.darkmail.openpgp.Packets.octets;
import static org.darkmail.openpgp.Packets.packet;
import static org.darkmail.openpgp.Refusal.Reason.BAD_SIGNATURE;
import static org.darkmail.openpgp.Refusal.Reason.MALFORMED;
import static org.darkmail.openpgp.Refusal.Reason.POLICY;
import static org.darkmail.openpgp.Refusal.Reason.TOO_LARGE;
import static org.darkmail.openpgp.Refusal.Reason.WRONG_SIGNER;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.darkmail.openpgp.Refusal.Reason;

/// Certificates that meet spec 10.1, and one for each way not to.
final class CertificateVectors {

  private static final String WHO = "anna@south.test";
  private static final long T = 1_795_000_000L;

  private final Repeatable random = new Repeatable("certificate");
  private final SigningKey primary = SigningKey.generate(T, random);
  private final SigningKey stranger = SigningKey.generate(T, random);
  private final KemKey subkey = KemKey.generate(T, random);
  private final byte[] key = primary.packet().signed();
  private final byte[] uid = Certificate.signed(WHO.getBytes(UTF_8));
  private final List<Vector> vectors = new ArrayList<>();

  static List<Vector> all() {
    var made = new CertificateVectors();
    made.good();
    made.otherPackets();
    made.otherKeys();
    made.otherSignatures();
    made.broken();
    return made.vectors;
  }

  private void good() {
    var encoded = Packets.concat(packets().toArray(byte[][]::new));
    vectors.add(ok("certificate-ok", "A certificate of the profile.", encoded));
    var old = packets();
    old.set(1, signature(direct(primary).sha256().body(random, key)));
    vectors.add(ok("certificate-ok-sha256", "A self-signature with SHA-256 is read.", join(old)));
    refused(
        "other-user-id",
        "The User ID is another than the one asked for.",
        POLICY,
        "otto@south.test",
        encoded);
  }

  private void otherPackets() {
    var extraUid = packets();
    var other = "other@south.test".getBytes(UTF_8);
    extraUid.add(4, packet(Packets.USER_ID, other));
    extraUid.add(5, signature(certification().body(random, key, Certificate.signed(other))));
    refused("extra-uid", "A second User ID with its certification.", POLICY, extraUid);

    var second = KemKey.generate(T, random);
    var extraSubkey = packets();
    extraSubkey.add(packet(Packets.PUBLIC_SUBKEY, second.packet().body()));
    extraSubkey.add(signature(binding().body(random, key, second.packet().signed())));
    refused("extra-subkey", "A second encryption subkey, bound as the first.", POLICY, extraSubkey);

    refused("no-pqc", "No subkey at all.", POLICY, packets().subList(0, 4));

    var revoked = packets();
    revoked.add(
        1, signature(ForgedSignature.of(0x20, primary, T).with(29, octets(0)).body(random, key)));
    refused("revoked", "A key revocation signature after the primary.", POLICY, revoked);

    var twice = packets();
    twice.add(2, twice.get(1));
    refused("two-direct-keys", "The direct-key signature stands there twice.", POLICY, twice);

    var none = packets();
    none.remove(1);
    refused("no-direct-key", "No direct-key signature.", POLICY, none);

    var trailing = packets();
    trailing.add(packet(Packets.PADDING, random.octets(16)));
    refused("trailing-packet", "A padding packet after the last signature.", POLICY, trailing);
  }

  private void otherKeys() {
    var x25519 = new KeyPacket(T, 25, Arrays.copyOf(subkey.packet().material(), 32));
    refused("x25519-subkey", "The subkey is X25519 (algorithm 25).", POLICY, withSubkey(x25519));

    var point = subkey.packet().material().clone();
    Arrays.fill(point, 0, 32, (byte) 0);
    refused(
        "small-order-subkey",
        "The X25519 part is the point 0: every shared secret would be 0.",
        POLICY,
        withSubkey(new KeyPacket(T, 35, point)));

    var unreduced = subkey.packet().material().clone();
    Arrays.fill(unreduced, 32, 35, (byte) 0xFF);
    refused(
        "unreduced-subkey",
        "A coefficient of the ML-KEM key is 4095, not below q = 3329 (FIPS 203 §7.2).",
        POLICY,
        withSubkey(new KeyPacket(T, 35, unreduced)));

    var body = primary.packet().body();
    var v4 = packets();
    v4.set(
        0,
        packet(
            Packets.PUBLIC_KEY,
            Packets.concat(
                octets(4), Arrays.copyOfRange(body, 1, 6), primary.packet().material())));
    refused("v4", "The primary is version 4.", POLICY, v4);

    var secret = packets();
    secret.set(0, packet(Packets.SECRET_KEY, Packets.concat(body, octets(0), stranger.secret())));
    refused("secret", "A secret key packet where the public one belongs.", POLICY, secret);
  }

  private void otherSignatures() {
    refused(
        "expired",
        "The direct-key signature says that the key expires after an hour.",
        POLICY,
        with(1, direct(primary).with(9, Packets.u32(3600)).body(random, key)));
    refused(
        "expiring-signature",
        "The binding signature expires, in a hundred years.",
        POLICY,
        with(
            5,
            binding()
                .with(3, Packets.u32(3_155_760_000L))
                .body(random, key, subkey.packet().signed())));
    refused(
        "notation",
        "The certification has a notation that is not critical.",
        POLICY,
        with(3, certification().with(20, notation()).body(random, key, uid)));
    refused(
        "unhashed",
        "A subpacket outside of what is signed.",
        POLICY,
        with(3, certification().withUnhashed(100, octets(1)).body(random, key, uid)));
    refused(
        "subpacket-twice",
        "The key flags stand there twice.",
        POLICY,
        with(
            5,
            binding()
                .with(Policy.KEY_FLAGS, octets(Policy.ENCRYPT))
                .body(random, key, subkey.packet().signed())));
    refused(
        "signing-subkey",
        "The subkey's flags say that it signs.",
        POLICY,
        with(
            5,
            ForgedSignature.of(0x18, primary, T)
                .with(Policy.KEY_FLAGS, octets(2))
                .body(random, key, subkey.packet().signed())));
    refused(
        "ocb-preferred",
        "OCB stands before GCM, so that others would write what we do not read.",
        POLICY,
        with(
            1,
            flags()
                .with(Policy.PREFERRED_AEAD, octets(9, 2, 9, 3))
                .with(Policy.FEATURES, octets(8))
                .body(random, key)));
    refused(
        "no-seipd2",
        "The features do not name version 2 SEIPD.",
        POLICY,
        with(
            1,
            flags()
                .with(Policy.PREFERRED_AEAD, octets(9, 3))
                .with(Policy.FEATURES, octets(1))
                .body(random, key)));
    refused(
        "casual-certification",
        "The User ID has a certification of type 0x12.",
        POLICY,
        with(3, ForgedSignature.of(0x12, primary, T).body(random, key, uid)));
    refused(
        "older-signature",
        "The direct-key signature is a second older than the key.",
        POLICY,
        with(1, directAt(T - 1).body(random, key)));
  }

  private void broken() {
    var direct = direct(stranger).claiming(primary.packet()).body(random, key);
    refused(
        "bad-self-signature",
        "Another key made the direct-key signature, in the name of the primary.",
        BAD_SIGNATURE,
        with(1, direct));
    refused(
        "bad-certification",
        "The certification is over another User ID.",
        BAD_SIGNATURE,
        with(
            3,
            certification()
                .body(random, key, Certificate.signed("otto@south.test".getBytes(UTF_8)))));
    refused(
        "bad-binding",
        "The subkey was put in the place of the one that was bound.",
        BAD_SIGNATURE,
        withUnbound(KemKey.generate(T, random).packet()));
    refused(
        "foreign-self-signature",
        "Another key made the direct-key signature, in its own name.",
        WRONG_SIGNER,
        with(1, direct(stranger).body(random, key)));

    var good = join(packets());
    refused(
        "truncated",
        "The last octet is missing.",
        MALFORMED,
        WHO,
        Arrays.copyOf(good, good.length - 1));
    var armored =
        "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n"
            + Base64.getMimeEncoder().encodeToString(good)
            + "\n-----END PGP PUBLIC KEY BLOCK-----\n";
    refused("armored", "ASCII armor.", MALFORMED, WHO, armored.getBytes(US_ASCII));
    refused("too-large", "8,193 octets.", TOO_LARGE, WHO, Arrays.copyOf(good, 8_193));
  }

  private List<byte[]> packets() {
    return new ArrayList<>(
        List.of(
            packet(Packets.PUBLIC_KEY, primary.packet().body()),
            signature(direct(primary).body(random, key)),
            packet(Packets.USER_ID, WHO.getBytes(UTF_8)),
            signature(certification().body(random, key, uid)),
            packet(Packets.PUBLIC_SUBKEY, subkey.packet().body()),
            signature(binding().body(random, key, subkey.packet().signed()))));
  }

  private List<byte[]> with(int place, byte[] signature) {
    var packets = packets();
    packets.set(place, signature(signature));
    return packets;
  }

  private List<byte[]> withSubkey(KeyPacket other) {
    var packets = withUnbound(other);
    packets.set(5, signature(binding().body(random, key, other.signed())));
    return packets;
  }

  private List<byte[]> withUnbound(KeyPacket other) {
    var packets = packets();
    packets.set(4, packet(Packets.PUBLIC_SUBKEY, other.body()));
    return packets;
  }

  private ForgedSignature direct(SigningKey by) {
    return ForgedSignature.of(Policy.DIRECT_KEY, by, T)
        .with(0x80 | Policy.KEY_FLAGS, octets(Policy.CERTIFY_AND_SIGN))
        .with(Policy.PREFERRED_AEAD, octets(9, 3))
        .with(Policy.FEATURES, octets(8));
  }

  private ForgedSignature directAt(long time) {
    return ForgedSignature.of(Policy.DIRECT_KEY, primary, time)
        .with(0x80 | Policy.KEY_FLAGS, octets(Policy.CERTIFY_AND_SIGN))
        .with(Policy.PREFERRED_AEAD, octets(9, 3))
        .with(Policy.FEATURES, octets(8));
  }

  private ForgedSignature flags() {
    return ForgedSignature.of(Policy.DIRECT_KEY, primary, T)
        .with(0x80 | Policy.KEY_FLAGS, octets(Policy.CERTIFY_AND_SIGN));
  }

  private ForgedSignature certification() {
    return ForgedSignature.of(Policy.POSITIVE_CERTIFICATION, primary, T);
  }

  private ForgedSignature binding() {
    return ForgedSignature.of(Policy.SUBKEY_BINDING, primary, T)
        .with(0x80 | Policy.KEY_FLAGS, octets(Policy.ENCRYPT));
  }

  /// RFC 9580 §5.2.3.24: flags, two lengths, name, value.
  private static byte[] notation() {
    return Packets.concat(octets(0x80, 0, 0, 0, 0, 3, 0, 1), "a@bc".getBytes(US_ASCII));
  }

  private void refused(String name, String says, Reason reason, List<byte[]> packets) {
    refused(name, says, reason, WHO, join(packets));
  }

  private void refused(String name, String says, Reason reason, String userId, byte[] encoded) {
    vectors.add(
        Vector.refused(
            "certificate-" + name,
            "10.1",
            says,
            reason,
            Vector.input("userId", userId, "certificate", encoded)));
  }

  private Vector ok(String name, String says, byte[] encoded) {
    var fingerprint = java.util.HexFormat.of().formatHex(primary.packet().fingerprint());
    return Vector.ok(
        name,
        "10.1",
        says,
        Map.of("fingerprint", fingerprint),
        Vector.input("userId", WHO, "certificate", encoded));
  }

  private static byte[] signature(byte[] body) {
    return packet(Packets.SIGNATURE, body);
  }

  private static byte[] join(List<byte[]> packets) {
    return Packets.concat(packets.toArray(byte[][]::new));
  }
}
