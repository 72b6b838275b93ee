package org.darkmail.openpgp;

import static org.darkmail.openpgp.Refusal.Reason.TAMPERED;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/// Encrypted data under a content key (spec 10.4): version 2 SEIPD, AES-256-GCM, chunks of 256 KiB
/// (RFC 9580 §5.13.2). Alone it is an answer of the directory (spec 60.4); behind a PKESK it is a
/// [Sealed] message.
public final class Seipd {

  /// Octets of a content key.
  public static final int KEY_LENGTH = Kem.KEY_LENGTH;

  private static final int CHUNK = 1 << (Policy.CHUNK_OCTET + 6);
  private static final int SALT_LENGTH = 32;
  private static final int TAG_LENGTH = 16;

  /// Version, cipher, mode, chunk octet.
  private static final byte[] FIELDS =
      Packets.octets(2, Policy.AES256, Policy.GCM, Policy.CHUNK_OCTET);

  /// Bound to every chunk: the packet's tag octet and its fields.
  private static final byte[] INFO = Packets.concat(Packets.octets(0xC0 | Packets.SEIPD), FIELDS);

  /// What the packet adds to one chunk: header, fields, salt and two tags.
  static final int OVERHEAD = Packets.LONG_HEADER + FIELDS.length + SALT_LENGTH + 2 * TAG_LENGTH;

  private Seipd() {}

  /// Signs, pads and encrypts under a content key that is used for nothing else.
  ///
  /// @param form its sizes are those of the inner packets
  /// @param contentKey 32 octets
  /// @throws IllegalArgumentException if the JSON does not fit or the key has another length
  public static byte[] seal(
      Form form, byte[] json, DomainKey by, Instant time, byte[] contentKey, SecureRandom random) {
    var statement = Statement.sign(by, json, time, random);
    var size = form.sizeFor(statement.length + Packets.LONG_HEADER);
    var padding = Padding.packet(size - statement.length, random);
    return encrypt(Packets.concat(statement, padding), contentKey, random);
  }

  /// Opens one SEIPD packet of an inner length that the form names.
  ///
  /// @return the JSON of the statement inside
  /// @throws Refusal any but `not-for-us`: under another key it is `tampered`
  public static byte[] open(Form form, byte[] packet, byte[] contentKey, Certificate by)
      throws Refusal {
    form.check(packet.length - OVERHEAD);
    var in = new Octets(packet);
    var inner = new Octets(decrypt(in.longPacket(Packets.SEIPD), contentKey));
    Policy.require(in.isEmpty());
    var json = Statement.read(inner, by);
    Padding.end(inner);
    return Json.ofType(form.type(), json);
  }

  /// The whole packet, header included.
  static byte[] encrypt(byte[] inner, byte[] contentKey, SecureRandom random) {
    var salt = new byte[SALT_LENGTH];
    random.nextBytes(salt);
    var keys = Keys.derive(contentKey, salt);
    var chunks = (inner.length + CHUNK - 1) / CHUNK;
    var body =
        ByteBuffer.allocate(FIELDS.length + SALT_LENGTH + inner.length + (chunks + 1) * TAG_LENGTH);
    body.put(FIELDS).put(salt);
    try {
      for (var i = 0; i < chunks; i++) {
        var from = i * CHUNK;
        var length = Math.min(CHUNK, inner.length - from);
        keys.cipher(Cipher.ENCRYPT_MODE, i, INFO)
            .doFinal(ByteBuffer.wrap(inner, from, length), body);
      }
      body.put(keys.cipher(Cipher.ENCRYPT_MODE, chunks, last(inner.length)).doFinal());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
    return Packets.longPacket(Packets.SEIPD, body.array());
  }

  /// The inner packets of a packet's body. Nothing is given out before the final tag has been
  /// checked.
  static byte[] decrypt(Octets body, byte[] contentKey) throws Refusal {
    for (var field : FIELDS) {
      Policy.require(body.u8() == field);
    }
    var keys = Keys.derive(contentKey, body.take(SALT_LENGTH));
    var sealed = body.rest();
    var end = sealed.length - TAG_LENGTH;
    var inner = ByteBuffer.allocate(innerLength(end));
    var chunk = 0;
    try {
      for (var at = 0; at < end; at += CHUNK + TAG_LENGTH) {
        var length = Math.min(CHUNK + TAG_LENGTH, end - at);
        keys.cipher(Cipher.DECRYPT_MODE, chunk++, INFO)
            .doFinal(ByteBuffer.wrap(sealed, at, length), inner);
      }
      keys.cipher(Cipher.DECRYPT_MODE, chunk, last(inner.position()))
          .doFinal(sealed, end, TAG_LENGTH);
    } catch (AEADBadTagException tampered) {
      Kem.wipe(inner.array());
      throw new Refusal(TAMPERED);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
    return inner.array();
  }

  /// Octets of plaintext in so many octets of chunks; each chunk has its tag, and none is empty.
  private static int innerLength(int chunks) throws Refusal {
    var whole = chunks / (CHUNK + TAG_LENGTH);
    var rest = chunks % (CHUNK + TAG_LENGTH);
    if (chunks < 0 || (rest > 0 && rest <= TAG_LENGTH)) {
      throw new Refusal(TAMPERED);
    }
    return whole * CHUNK + Math.max(0, rest - TAG_LENGTH);
  }

  /// Associated data of the final tag: it counts the octets, so that no chunk is dropped unnoticed.
  private static byte[] last(int total) {
    return ByteBuffer.allocate(INFO.length + Long.BYTES).put(INFO).putLong(total).array();
  }

  @SuppressWarnings("ArrayRecordComponent") // of this class alone, which does not change them
  private record Keys(SecretKey key, byte[] iv) {

    private static final int IV_LENGTH = 4;

    static Keys derive(byte[] contentKey, byte[] salt) {
      if (contentKey.length != KEY_LENGTH) {
        throw new IllegalArgumentException("a content key has 32 octets");
      }
      var hkdf = new HKDFBytesGenerator(new SHA256Digest());
      hkdf.init(new HKDFParameters(contentKey, salt, INFO));
      var derived = new byte[KEY_LENGTH + IV_LENGTH];
      hkdf.generateBytes(derived, 0, derived.length);
      var key = new SecretKeySpec(derived, 0, KEY_LENGTH, "AES");
      var iv = Arrays.copyOfRange(derived, KEY_LENGTH, derived.length);
      Kem.wipe(derived);
      return new Keys(key, iv);
    }

    /// The nonce is the derived prefix and the number of the chunk, so it never repeats under a
    /// key.
    Cipher cipher(int mode, long chunk, byte[] associated) throws GeneralSecurityException {
      var nonce = ByteBuffer.allocate(IV_LENGTH + Long.BYTES).put(iv).putLong(chunk).array();
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(8 * TAG_LENGTH, nonce));
      cipher.updateAAD(associated);
      return cipher;
    }

    @Override
    public String toString() {
      return "Keys";
    }
  }
}
