package org.darkmail.openpgp;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.modes.AEADBlockCipher;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.OCBBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/// Encrypted data in the ways that the profile refuses (RFC 9580 §5.13), each of them good
/// elsewhere.
///
/// @param cipher 7 is AES-128, 9 is AES-256
/// @param mode 2 is OCB, 3 is GCM
record ForgedSeipd(int cipher, int mode, int chunkOctet) {

  static final ForgedSeipd GOOD = new ForgedSeipd(9, 3, 12);

  /// The body of the packet; a salt, the chunks and their tags.
  byte[] body(byte[] inner, byte[] contentKey, Repeatable random) {
    var salt = random.octets(32);
    var info = Packets.octets(0xD2, 2, cipher, mode, chunkOctet);
    var keyLength = cipher == 7 ? 16 : 32;
    var ivLength = mode == 2 ? 7 : 4;
    var hkdf = new HKDFBytesGenerator(new SHA256Digest());
    hkdf.init(new HKDFParameters(Arrays.copyOf(contentKey, keyLength), salt, info));
    var derived = new byte[keyLength + ivLength];
    hkdf.generateBytes(derived, 0, derived.length);
    var chunk = 1 << (chunkOctet + 6);
    var body = Packets.concat(Packets.octets(2, cipher, mode, chunkOctet), salt);
    var count = 0L;
    for (var at = 0; at < inner.length; at += chunk) {
      var part = Arrays.copyOfRange(inner, at, Math.min(inner.length, at + chunk));
      body = Packets.concat(body, seal(derived, keyLength, count++, info, part));
    }
    var last = ByteBuffer.allocate(13).put(info).putLong(inner.length).array();
    return Packets.concat(body, seal(derived, keyLength, count, last, new byte[0]));
  }

  private byte[] seal(byte[] derived, int keyLength, long count, byte[] associated, byte[] part) {
    var iv = Arrays.copyOfRange(derived, keyLength, derived.length);
    var nonce = ByteBuffer.allocate(iv.length + 8).put(iv).putLong(count).array();
    AEADBlockCipher aead =
        mode == 2
            ? new OCBBlockCipher(AESEngine.newInstance(), AESEngine.newInstance())
            : GCMBlockCipher.newInstance(AESEngine.newInstance());
    var key = new KeyParameter(derived, 0, keyLength);
    aead.init(true, new AEADParameters(key, 128, nonce, associated));
    var out = new byte[aead.getOutputSize(part.length)];
    try {
      var length = aead.processBytes(part, 0, part.length, out, 0);
      aead.doFinal(out, length);
      return out;
    } catch (InvalidCipherTextException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
