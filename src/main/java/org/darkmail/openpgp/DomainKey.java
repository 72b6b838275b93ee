package org.darkmail.openpgp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;

/// A certificate with its secrets: the only secret keys that a server holds are those of its own
/// domain. It prints as its fingerprint; [#encoded()] is the one place where the secrets come out.
public final class DomainKey {

  /// AES-256 (RFC 9580 §9.3).
  private static final byte[] SYMMETRIC = Packets.octets(Policy.AES256);

  private final SigningKey primary;
  private final KemKey subkey;
  private final Certificate certificate;

  private DomainKey(SigningKey primary, KemKey subkey, Certificate certificate) {
    this.primary = primary;
    this.subkey = subkey;
    this.certificate = certificate;
  }

  /// Makes a key of the form of spec 10.1.
  ///
  /// @param userId the domain in normal form
  /// @param created kept to the second
  public static DomainKey generate(String userId, Instant created, SecureRandom random) {
    var time = created.getEpochSecond();
    var primary = SigningKey.generate(time, random);
    var subkey = KemKey.generate(time, random);
    var key = primary.packet();
    var uid = userId.getBytes(UTF_8);
    var direct =
        Signature.make(Policy.DIRECT_KEY, preferences(), primary, time, random, key.signed());
    var certification =
        Signature.make(
            Policy.POSITIVE_CERTIFICATION,
            Map.of(Policy.PRIMARY_USER_ID, Packets.octets(1)),
            primary,
            time,
            random,
            key.signed(),
            Certificate.signed(uid));
    var binding =
        Signature.make(
            Policy.SUBKEY_BINDING,
            Map.of(Policy.KEY_FLAGS, Packets.octets(Policy.ENCRYPT)),
            primary,
            time,
            random,
            key.signed(),
            subkey.packet().signed());
    var parts =
        new TransferableKey(
            key.body(),
            direct.body(),
            uid,
            certification.body(),
            subkey.packet().body(),
            binding.body());
    try {
      return new DomainKey(primary, subkey, Certificate.parse(parts.encodedPublic()));
    } catch (Refusal impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// Reads the transferable secret key (RFC 9580 §10.2) that [#encoded()] gave, unlocked.
  ///
  /// @throws Refusal as [Certificate#parse(byte\[\])]; `policy` if it is locked or a secret is not
  ///   the public key's
  public static DomainKey parse(byte[] encoded) throws Refusal {
    var parts = TransferableKey.parseSecret(encoded);
    var primaryBody = new Octets(parts.primary());
    var primary = SigningKey.of(KeyPacket.parse(primaryBody), unlocked(primaryBody));
    var subkeyBody = new Octets(parts.subkey());
    var subkey = KemKey.of(KeyPacket.parse(subkeyBody), unlocked(subkeyBody));
    var own = parts.withKeys(primary.packet().body(), subkey.packet().body());
    return new DomainKey(primary, subkey, Certificate.parse(own.encodedPublic()));
  }

  public Certificate certificate() {
    return certificate;
  }

  /// The transferable secret key, binary and unlocked: for a file that its owner alone may read,
  /// and for nothing else.
  public byte[] encoded() {
    try {
      return TransferableKey.parsePublic(certificate.encoded())
          .withKeys(
              secret(primary.packet(), primary.secret()), secret(subkey.packet(), subkey.secret()))
          .encodedSecret();
    } catch (Refusal impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  SigningKey primary() {
    return primary;
  }

  KemKey subkey() {
    return subkey;
  }

  @Override
  public String toString() {
    return "DomainKey[" + certificate.fingerprint() + "]";
  }

  private static Map<Integer, byte[]> preferences() {
    return Map.of(
        Policy.KEY_FLAGS, Packets.octets(Policy.CERTIFY_AND_SIGN),
        Policy.FEATURES, Packets.octets(Policy.FEATURE_SEIPD2),
        Policy.PREFERRED_SYMMETRIC, SYMMETRIC,
        Policy.PREFERRED_HASH, Packets.octets(Policy.SHA512),
        Policy.PREFERRED_AEAD, Packets.octets(Policy.AES256, Policy.GCM));
  }

  /// S2K usage 0: unlocked, and in version 6 without a checksum (RFC 9580 §5.5.3).
  private static byte[] unlocked(Octets body) throws Refusal {
    Policy.require(body.u8() == 0);
    return body.rest();
  }

  private static byte[] secret(KeyPacket key, byte[] secret) {
    return Packets.concat(key.body(), Packets.octets(0), secret);
  }
}
