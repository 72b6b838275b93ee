package org.darkmail.openpgp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.darkmail.openpgp.Refusal.Reason.MALFORMED;
import static org.darkmail.openpgp.Refusal.Reason.POLICY;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/// A certificate of a user or a domain that meets the profile (spec 10.1): its self-signatures are
/// verified. Two are equal if their octets are.
public final class Certificate {

  private final byte[] encoded;
  private final KeyPacket primary;
  private final String userId;
  private final Kem kem;
  private final String fingerprint;

  private Certificate(byte[] encoded, KeyPacket primary, String userId, Kem kem) {
    this.encoded = encoded;
    this.primary = primary;
    this.userId = userId;
    this.kem = kem;
    this.fingerprint = HexFormat.of().formatHex(primary.fingerprint());
  }

  /// Reads a binary certificate of at most 8,192 octets.
  ///
  /// @throws Refusal `too-large`, `malformed`, `policy`, `wrong-signer` (a self-signature of
  ///   another key), `bad-signature`
  public static Certificate parse(byte[] encoded) throws Refusal {
    var parts = TransferableKey.parsePublic(encoded);
    var primary = whole(parts.primary());
    Policy.primary(primary);
    var direct = Signature.parse(new Octets(parts.direct()));
    Policy.directKey(direct);
    var certification = Signature.parse(new Octets(parts.certification()));
    Policy.certification(certification);
    var subkey = whole(parts.subkey());
    var kem = Kem.of(subkey);
    var binding = Signature.parse(new Octets(parts.binding()));
    Policy.binding(binding);

    direct.verify(primary, primary.signed());
    certification.verify(primary, primary.signed(), signed(parts.userId()));
    binding.verify(primary, primary.signed(), subkey.signed());
    return new Certificate(encoded.clone(), primary, text(parts.userId()), kem);
  }

  /// As [#parse(byte\[\])], for a certificate of this address or domain alone.
  ///
  /// @param userId the address or domain in normal form
  /// @throws Refusal also `policy` if the User ID is another
  public static Certificate parse(byte[] encoded, String userId) throws Refusal {
    var certificate = parse(encoded);
    if (!certificate.userId.equals(userId)) {
      throw new Refusal(POLICY);
    }
    return certificate;
  }

  /// Of the primary key: 64 lower-case hexadecimal digits (RFC 9580 §5.5.4.3).
  public String fingerprint() {
    return fingerprint;
  }

  /// The only User ID: an address or a domain. Whether it is in normal form, and the one expected,
  /// is for the caller to compare.
  public String userId() {
    return userId;
  }

  /// The moment that the primary key states, by its maker's clock.
  public Instant created() {
    return Instant.ofEpochSecond(primary.created());
  }

  /// The octets that were read: about 1,800.
  public byte[] encoded() {
    return encoded.clone();
  }

  KeyPacket primary() {
    return primary;
  }

  Kem kem() {
    return kem;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Certificate that && Arrays.equals(encoded, that.encoded);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(encoded);
  }

  @Override
  public String toString() {
    return "Certificate[" + fingerprint + "]";
  }

  /// What a certification covers of a User ID (RFC 9580 §5.2.4).
  static byte[] signed(byte[] userId) {
    return Packets.concat(Packets.octets(0xB4), Packets.u32(userId.length), userId);
  }

  private static KeyPacket whole(byte[] packet) throws Refusal {
    var body = new Octets(packet);
    var key = KeyPacket.parse(body);
    body.end();
    return key;
  }

  private static String text(byte[] userId) throws Refusal {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(userId)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw new Refusal(MALFORMED);
    }
  }
}
