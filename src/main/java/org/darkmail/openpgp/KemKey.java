package org.darkmail.openpgp;

import static org.darkmail.openpgp.Refusal.Reason.NOT_FOR_US;

import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.math.ec.rfc7748.X25519;

/// An algorithm-35 subkey with its secret: unwraps session keys. It does not print.
final class KemKey {

  /// FIPS 203 §7.1: `d` and `z`.
  static final int SEED_LENGTH = 64;

  private final KeyPacket packet;
  private final byte[] x25519;
  private final byte[] x25519Secret;

  /// Expanded from the seed once, which is what makes opening fast.
  private final MLKEMPrivateKeyParameters mlkem;

  private KemKey(KeyPacket packet, byte[] x25519Secret, MLKEMPrivateKeyParameters mlkem) {
    this.packet = packet;
    this.x25519 = Arrays.copyOf(packet.material(), Kem.X25519_LENGTH);
    this.x25519Secret = x25519Secret;
    this.mlkem = mlkem;
  }

  static KemKey generate(long created, SecureRandom random) {
    var secret = new byte[X25519.SCALAR_SIZE];
    X25519.generatePrivateKey(random, secret);
    var seed = new byte[SEED_LENGTH];
    random.nextBytes(seed);
    var mlkem = new MLKEMPrivateKeyParameters(MLKEMParameters.ml_kem_768, seed);
    Kem.wipe(seed);
    return new KemKey(
        new KeyPacket(created, Policy.MLKEM768_X25519, publicKey(secret, mlkem)), secret, mlkem);
  }

  /// Refuses a secret that is not the public key's.
  static KemKey of(KeyPacket packet, byte[] secret) throws Refusal {
    Policy.subkey(packet);
    Policy.require(secret.length == X25519.SCALAR_SIZE + SEED_LENGTH);
    var x25519 = Arrays.copyOf(secret, X25519.SCALAR_SIZE);
    var seed = Arrays.copyOfRange(secret, X25519.SCALAR_SIZE, secret.length);
    var mlkem = new MLKEMPrivateKeyParameters(MLKEMParameters.ml_kem_768, seed);
    Kem.wipe(seed);
    Policy.require(Arrays.equals(packet.material(), publicKey(x25519, mlkem)));
    return new KemKey(packet, x25519, mlkem);
  }

  KeyPacket packet() {
    return packet;
  }

  /// The secret fields of the packet (RFC 9980 §4.3.2).
  byte[] secret() {
    return Packets.concat(x25519Secret, mlkem.getSeed());
  }

  /// The session key from the algorithm's fields of a PKESK.
  byte[] unwrap(Octets fields) throws Refusal {
    Policy.require(fields.remaining() == Kem.FIELDS_LENGTH);
    var ephemeral = fields.take(Kem.X25519_LENGTH);
    var ciphertext = fields.take(Kem.MLKEM_CIPHERTEXT_LENGTH);
    Policy.require(fields.u8() == Kem.WRAPPED_LENGTH);
    var wrapped = fields.take(Kem.WRAPPED_LENGTH);
    var shared = new byte[Kem.X25519_LENGTH];
    if (!X25519.calculateAgreement(x25519Secret, 0, ephemeral, 0, shared, 0)) {
      throw new Refusal(NOT_FOR_US);
    }
    var mlkemShared = new MLKEMExtractor(mlkem).extractSecret(ciphertext);
    var kek = Kem.kek(mlkemShared, shared, ephemeral, x25519);
    try {
      return Kem.unwrap(kek, wrapped);
    } finally {
      Kem.wipe(shared, mlkemShared, kek);
    }
  }

  @Override
  public String toString() {
    return "KemKey";
  }

  private static byte[] publicKey(byte[] x25519Secret, MLKEMPrivateKeyParameters mlkem) {
    var x25519 = new byte[Kem.X25519_LENGTH];
    X25519.generatePublicKey(x25519Secret, 0, x25519, 0);
    return Packets.concat(x25519, mlkem.getPublicKey());
  }
}
