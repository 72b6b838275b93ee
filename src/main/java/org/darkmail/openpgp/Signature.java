package org.darkmail.openpgp;

import static org.darkmail.openpgp.Refusal.Reason.BAD_SIGNATURE;
import static org.darkmail.openpgp.Refusal.Reason.WRONG_SIGNER;

import java.io.ByteArrayOutputStream;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/// A version 6 Ed25519 signature (RFC 9580 §5.2.3) whose subpackets are all hashed.
final class Signature {

  /// What a reader must understand is marked so (RFC 9580 §5.2.3.7).
  private static final Set<Integer> CRITICAL =
      Set.of(Policy.CREATED, Policy.ISSUER_FINGERPRINT, Policy.KEY_FLAGS);

  private final int type;
  private final int hash;
  private final Map<Integer, byte[]> subpackets;

  /// From the version to the last hashed subpacket.
  private final byte[] signed;

  private final byte[] left;
  private final byte[] salt;
  private final byte[] value;

  private Signature(
      int type,
      int hash,
      Map<Integer, byte[]> subpackets,
      byte[] signed,
      byte[] left,
      byte[] salt,
      byte[] value) {
    this.type = type;
    this.hash = hash;
    this.subpackets = subpackets;
    this.signed = signed;
    this.left = left;
    this.salt = salt;
    this.value = value;
  }

  static Signature parse(Octets body) throws Refusal {
    Policy.require(body.u8() == Policy.VERSION);
    var type = body.u8();
    Policy.require(body.u8() == Policy.ED25519);
    var hash = body.u8();
    Policy.require(hash == Policy.SHA512 || hash == Policy.SHA256);
    var hashed = body.take(body.u32());
    Policy.require(body.u32() == 0);
    var left = body.take(2);
    var salt = body.take(body.u8());
    Policy.require(salt.length == saltLength(hash));
    var value = body.take(Ed25519.SIGNATURE_SIZE);
    body.end();
    return new Signature(
        type, hash, subpackets(new Octets(hashed)), signed(type, hash, hashed), left, salt, value);
  }

  /// Signs with SHA-512. The issuer and the time are added to the subpackets.
  static Signature make(
      int type,
      Map<Integer, byte[]> others,
      SigningKey key,
      long created,
      SecureRandom random,
      byte[]... content) {
    var subpackets = new TreeMap<>(others);
    // A signature older than its key would be refused, and a clock may have been set back since.
    subpackets.put(Policy.CREATED, Packets.u32(Math.max(created, key.packet().created())));
    subpackets.put(
        Policy.ISSUER_FINGERPRINT,
        Packets.concat(Packets.octets(Policy.VERSION), key.packet().fingerprint()));
    var signed = signed(type, Policy.SHA512, encoded(subpackets));
    var salt = new byte[saltLength(Policy.SHA512)];
    random.nextBytes(salt);
    var digest = digest(Policy.SHA512, salt, signed, content);
    return new Signature(
        type, Policy.SHA512, subpackets, signed, Arrays.copyOf(digest, 2), salt, key.sign(digest));
  }

  byte[] body() {
    return Packets.concat(signed, Packets.u32(0), left, Packets.octets(salt.length), salt, value);
  }

  int type() {
    return type;
  }

  int hash() {
    return hash;
  }

  byte[] salt() {
    return salt.clone();
  }

  Map<Integer, byte[]> subpackets() {
    return subpackets;
  }

  /// The content of a hashed subpacket, which must be there.
  byte[] subpacket(int number) throws Refusal {
    var content = subpackets.get(number);
    Policy.require(content != null);
    return Objects.requireNonNull(content);
  }

  /// Checks that the key made this signature over the content.
  void verify(KeyPacket key, byte[]... content) throws Refusal {
    var issuer = Packets.concat(Packets.octets(Policy.VERSION), key.fingerprint());
    if (!Arrays.equals(subpacket(Policy.ISSUER_FINGERPRINT), issuer)) {
      throw new Refusal(WRONG_SIGNER);
    }
    var time = subpacket(Policy.CREATED);
    Policy.require(time.length == 4 && new Octets(time).u32() >= key.created());
    var digest = digest(hash, salt, signed, content);
    if (!Arrays.equals(left, 0, 2, digest, 0, 2)
        || !Ed25519.verify(value, 0, key.material(), 0, digest, 0, digest.length)) {
      throw new Refusal(BAD_SIGNATURE);
    }
  }

  /// RFC 9580 §5.2.4.
  private static byte[] digest(int hash, byte[] salt, byte[] signed, byte[]... content) {
    return KeyPacket.digest(
        hash == Policy.SHA512 ? "SHA-512" : "SHA-256",
        salt,
        Packets.concat(content),
        signed,
        Packets.octets(Policy.VERSION, 0xFF),
        Packets.u32(signed.length));
  }

  /// RFC 9580 §9.5, table 23.
  private static int saltLength(int hash) {
    return hash == Policy.SHA512 ? 32 : 16;
  }

  private static byte[] signed(int type, int hash, byte[] hashed) {
    return Packets.concat(
        Packets.octets(Policy.VERSION, type, Policy.ED25519, hash),
        Packets.u32(hashed.length),
        hashed);
  }

  private static Map<Integer, byte[]> subpackets(Octets area) throws Refusal {
    var found = new HashMap<Integer, byte[]>();
    while (!area.isEmpty()) {
      var length = area.u8();
      Policy.require(length > 0 && length < 192);
      var subpacket = area.slice(length);
      var number = subpacket.u8() & 0x7f;
      Policy.require(found.put(number, subpacket.rest()) == null);
    }
    return found;
  }

  private static byte[] encoded(Map<Integer, byte[]> subpackets) {
    var out = new ByteArrayOutputStream();
    subpackets.forEach((number, content) -> {
      out.write(content.length + 1);
      out.write(CRITICAL.contains(number) ? number | 0x80 : number);
      out.writeBytes(content);
    });
    return out.toByteArray();
  }
}
