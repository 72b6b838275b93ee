package org.darkmail.openpgp;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/// A version 6 public key or subkey (RFC 9580 §5.5.2.3).
///
/// @param created seconds since 1970
/// @param material the algorithm's own fields
@SuppressWarnings("ArrayRecordComponent") // of this package alone, which does not change them
record KeyPacket(long created, int algorithm, byte[] material) {

  /// Reads the public part; of a secret key packet the secret part is left in the cursor.
  static KeyPacket parse(Octets body) throws Refusal {
    Policy.require(body.u8() == Policy.VERSION);
    var created = body.u32();
    var algorithm = body.u8();
    return new KeyPacket(created, algorithm, body.take(body.u32()));
  }

  byte[] body() {
    return Packets.concat(
        Packets.octets(Policy.VERSION),
        Packets.u32(created),
        Packets.octets(algorithm),
        Packets.u32(material.length),
        material);
  }

  /// What signatures and fingerprints are computed over (RFC 9580 §5.2.4).
  byte[] signed() {
    var body = body();
    return Packets.concat(Packets.octets(0x9B), Packets.u32(body.length), body);
  }

  /// RFC 9580 §5.5.4.3.
  byte[] fingerprint() {
    return digest("SHA-256", signed());
  }

  static byte[] digest(String algorithm, byte[]... parts) {
    try {
      var digest = MessageDigest.getInstance(algorithm);
      for (var part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeyPacket that && Arrays.equals(body(), that.body());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(body());
  }
}
