package org.darkmail.openpgp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.jspecify.annotations.Nullable;

/// What the vault computes and the server never does (spec 20, 70.2), written a second time with
/// other libraries, so that vectors of it are not the vault's own word.
final class BrowserCrypto {

  private static final int NONCE_LENGTH = 12;

  private BrowserCrypto() {}

  /// Spec 20.1.
  static byte[] argon2id(String prepared, byte[] salt, int passes, int lanes, int memory) {
    var argon = new Argon2BytesGenerator();
    argon.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withIterations(passes)
            .withParallelism(lanes)
            .withMemoryAsKB(memory)
            .withSalt(salt)
            .build());
    var out = new byte[32];
    argon.generateBytes(prepared.getBytes(UTF_8), out);
    return out;
  }

  /// Spec 20.2.
  static byte[] derive(byte[] secret, String label) {
    return hkdf(secret, new byte[0], "darkmail/1 " + label);
  }

  static byte[] hkdf(byte[] secret, byte[] salt, String info) {
    var hkdf = new HKDFBytesGenerator(new SHA256Digest());
    hkdf.init(new HKDFParameters(secret, salt, info.getBytes(UTF_8)));
    var out = new byte[32];
    hkdf.generateBytes(out, 0, out.length);
    return out;
  }

  /// Nonce and ciphertext; the associated data are these lines.
  static byte[] wrap(byte[] key, byte[] plain, Repeatable random, @Nullable Object... lines) {
    var data = new StringBuilder();
    for (var line : lines) {
      data.append(data.isEmpty() ? "" : "\n").append(line);
    }
    var nonce = random.octets(NONCE_LENGTH);
    try {
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
      cipher.updateAAD(data.toString().getBytes(UTF_8));
      return Packets.concat(nonce, cipher.doFinal(plain));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static Map<String, @Nullable Object> kdf(Object passes, Object lanes, Object memory) {
    return Vector.input(
        "algorithm", "argon2id", "passes", passes, "lanes", lanes, "memory", memory);
  }
}
