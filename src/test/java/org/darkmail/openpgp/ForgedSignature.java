package org.darkmail.openpgp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A signature any of whose fields may be what the profile refuses.
final class ForgedSignature {

  private final int type;
  private final SigningKey key;
  private final List<byte[]> hashed = new ArrayList<>();
  private final List<byte[]> unhashed = new ArrayList<>();
  private KeyPacket issuer;
  private int version = Policy.VERSION;
  private int hash = Policy.SHA512;

  private ForgedSignature(int type, SigningKey key) {
    this.type = type;
    this.key = key;
    this.issuer = key.packet();
  }

  /// Starts from a good one.
  static ForgedSignature of(int type, SigningKey key, long created) {
    return new ForgedSignature(type, key).with(0x80 | Policy.CREATED, Packets.u32(created));
  }

  ForgedSignature with(int subpacket, byte... content) {
    hashed.add(subpacket(subpacket, content));
    return this;
  }

  ForgedSignature withUnhashed(int subpacket, byte... content) {
    unhashed.add(subpacket(subpacket, content));
    return this;
  }

  ForgedSignature sha256() {
    hash = Policy.SHA256;
    return this;
  }

  ForgedSignature version4() {
    version = 4;
    return this;
  }

  ForgedSignature claiming(KeyPacket other) {
    issuer = other;
    return this;
  }

  byte[] body(Repeatable random, byte[]... content) {
    with(0x80 | Policy.ISSUER_FINGERPRINT, Packets.concat(Packets.octets(6), issuer.fingerprint()));
    var area = Packets.concat(hashed.toArray(byte[][]::new));
    var rest = Packets.concat(unhashed.toArray(byte[][]::new));
    var head = Packets.octets(version, type, Policy.ED25519, hash);
    var salt = random.octets(version == 4 ? 0 : hash == Policy.SHA512 ? 32 : 16);
    var signed = Packets.concat(head, length(area), area);
    var digest =
        KeyPacket.digest(
            hash == Policy.SHA512 ? "SHA-512" : "SHA-256",
            salt,
            Packets.concat(content),
            signed,
            Packets.octets(version, 0xFF),
            Packets.u32(signed.length));
    return Packets.concat(
        signed,
        length(rest),
        rest,
        Arrays.copyOf(digest, 2),
        version == 4 ? salt : Packets.concat(Packets.octets(salt.length), salt),
        key.sign(digest));
  }

  /// The one-pass packet's body that goes in front of a signature with this body.
  static byte[] onePass(byte[] signature, KeyPacket key) {
    var fields = new Octets(signature);
    try {
      fields.take(1);
      var type = fields.u8();
      fields.take(1);
      var hash = fields.u8();
      fields.take(fields.u32());
      fields.take(fields.u32());
      fields.take(2);
      var salt = fields.take(fields.u8());
      return Packets.concat(
          Packets.octets(6, type, hash, Policy.ED25519, salt.length),
          salt,
          key.fingerprint(),
          Packets.octets(1));
    } catch (Refusal refusal) {
      throw new IllegalStateException(refusal);
    }
  }

  private byte[] length(byte[] area) {
    return version == 4 ? Packets.octets(area.length >> 8, area.length) : Packets.u32(area.length);
  }

  private static byte[] subpacket(int number, byte[] content) {
    return Packets.concat(Packets.octets(content.length + 1, number), content);
  }
}
