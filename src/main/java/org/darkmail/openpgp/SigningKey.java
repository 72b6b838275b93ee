package org.darkmail.openpgp;

import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/// An Ed25519 primary key with its secret. It does not print.
final class SigningKey {

  private final KeyPacket packet;
  private final byte[] seed;

  private SigningKey(KeyPacket packet, byte[] seed) {
    this.packet = packet;
    this.seed = seed;
  }

  static SigningKey generate(long created, SecureRandom random) {
    var seed = new byte[Ed25519.SECRET_KEY_SIZE];
    Ed25519.generatePrivateKey(random, seed);
    return new SigningKey(new KeyPacket(created, Policy.ED25519, publicKey(seed)), seed);
  }

  /// Refuses a secret that is not the public key's.
  static SigningKey of(KeyPacket packet, byte[] seed) throws Refusal {
    Policy.primary(packet);
    Policy.require(
        seed.length == Ed25519.SECRET_KEY_SIZE
            && Arrays.equals(packet.material(), publicKey(seed)));
    return new SigningKey(packet, seed.clone());
  }

  KeyPacket packet() {
    return packet;
  }

  byte[] sign(byte[] digest) {
    var signature = new byte[Ed25519.SIGNATURE_SIZE];
    Ed25519.sign(seed, 0, packet.material(), 0, digest, 0, digest.length, signature, 0);
    return signature;
  }

  /// The secret fields of the packet.
  byte[] secret() {
    return seed.clone();
  }

  @Override
  public String toString() {
    return "SigningKey";
  }

  private static byte[] publicKey(byte[] seed) {
    var key = new byte[Ed25519.PUBLIC_KEY_SIZE];
    Ed25519.generatePublicKey(seed, 0, key, 0);
    return key;
  }
}
