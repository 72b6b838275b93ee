package org.darkmail.openpgp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.darkmail.openpgp.Refusal.Reason.NOT_FOR_US;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SHA3Digest;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPublicKeyParameters;
import org.bouncycastle.math.ec.rfc7748.X25519;

/// The public half of algorithm 35, ML-KEM-768 + X25519 (RFC 9980 §4): wraps a session key for its
/// owner.
final class Kem {

  static final int X25519_LENGTH = X25519.POINT_SIZE;
  static final int MLKEM_PUBLIC_LENGTH = 1_184;
  static final int PUBLIC_LENGTH = X25519_LENGTH + MLKEM_PUBLIC_LENGTH;
  static final int MLKEM_CIPHERTEXT_LENGTH = 1_088;
  static final int KEY_LENGTH = 32;

  /// AES key wrap adds one block of eight octets (RFC 3394 §2.2.1).
  static final int WRAPPED_LENGTH = KEY_LENGTH + 8;

  /// The algorithm's own fields of a PKESK (RFC 9980 §4.3.1).
  static final int FIELDS_LENGTH = X25519_LENGTH + MLKEM_CIPHERTEXT_LENGTH + 1 + WRAPPED_LENGTH;

  private static final byte[] LABEL = "OpenPGPCompositeKDFv1".getBytes(US_ASCII);

  private final byte[] x25519;
  private final MLKEMPublicKeyParameters mlkem;

  private Kem(byte[] x25519, MLKEMPublicKeyParameters mlkem) {
    this.x25519 = x25519;
    this.mlkem = mlkem;
  }

  /// Refuses what nothing can be encrypted to: a point of small order (RFC 7748 §6.1), and an
  /// ML-KEM key whose coefficients are not reduced (FIPS 203 §7.2).
  static Kem of(KeyPacket key) throws Refusal {
    Policy.subkey(key);
    var x25519 = Arrays.copyOf(key.material(), X25519_LENGTH);
    var any = new byte[X25519.SCALAR_SIZE];
    Policy.require(X25519.calculateAgreement(any, 0, x25519, 0, new byte[X25519_LENGTH], 0));
    var mlkem = Arrays.copyOfRange(key.material(), X25519_LENGTH, PUBLIC_LENGTH);
    try {
      return new Kem(x25519, new MLKEMPublicKeyParameters(MLKEMParameters.ml_kem_768, mlkem));
    } catch (IllegalArgumentException invalid) {
      throw new Refusal(Refusal.Reason.POLICY);
    }
  }

  /// The algorithm's fields of a PKESK that carries this session key.
  byte[] wrap(byte[] sessionKey, SecureRandom random) {
    var secret = new byte[X25519.SCALAR_SIZE];
    var ephemeral = new byte[X25519_LENGTH];
    var shared = new byte[X25519_LENGTH];
    X25519.generatePrivateKey(random, secret);
    X25519.generatePublicKey(secret, 0, ephemeral, 0);
    X25519.calculateAgreement(secret, 0, x25519, 0, shared, 0);
    var encapsulated = new MLKEMGenerator(random).generateEncapsulated(mlkem);
    var mlkemShared = encapsulated.getSecret();
    var kek = kek(mlkemShared, shared, ephemeral, x25519);
    try {
      return Packets.concat(
          ephemeral,
          encapsulated.getEncapsulation(),
          Packets.octets(WRAPPED_LENGTH),
          keyWrap(Cipher.ENCRYPT_MODE, kek, sessionKey));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    } finally {
      wipe(secret, shared, mlkemShared, kek);
    }
  }

  /// The session key from its wrapped form. Of other lengths the JDK throws whatever comes to pass.
  static byte[] unwrap(byte[] kek, byte[] wrapped) throws Refusal {
    Policy.require(wrapped.length == WRAPPED_LENGTH);
    try {
      return keyWrap(Cipher.DECRYPT_MODE, kek, wrapped);
    } catch (GeneralSecurityException otherKey) {
      throw new Refusal(NOT_FOR_US);
    }
  }

  /// RFC 9980 §4.2.1: the key encryption key from both shared secrets and the X25519 transcript.
  static byte[] kek(byte[] mlkemShared, byte[] x25519Shared, byte[] ephemeral, byte[] x25519) {
    var digest = new SHA3Digest(256);
    digest.update(mlkemShared, 0, mlkemShared.length);
    digest.update(x25519Shared, 0, x25519Shared.length);
    digest.update(ephemeral, 0, ephemeral.length);
    digest.update(x25519, 0, x25519.length);
    digest.update((byte) Policy.MLKEM768_X25519);
    digest.update(LABEL, 0, LABEL.length);
    digest.update((byte) LABEL.length);
    var kek = new byte[KEY_LENGTH];
    digest.doFinal(kek, 0);
    return kek;
  }

  static void wipe(byte[]... secrets) {
    for (var secret : secrets) {
      Arrays.fill(secret, (byte) 0);
    }
  }

  /// AES key wrap without padding (RFC 3394).
  static byte[] keyWrap(int mode, byte[] kek, byte[] key) throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/KW/NoPadding");
    cipher.init(mode, new SecretKeySpec(kek, "AES"));
    return cipher.doFinal(key);
  }
}
