package org.darkmail.openpgp;

import static org.darkmail.openpgp.Refusal.Reason.POLICY;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/// The one gate (spec 10): what is not named here is refused. Numbers are those of RFC 9580 §9 and
/// RFC 9980.
final class Policy {

  static final int VERSION = 6;
  static final int ED25519 = 27;
  static final int MLKEM768_X25519 = 35;
  static final int SHA256 = 8;
  static final int SHA512 = 10;
  static final int AES256 = 9;
  static final int GCM = 3;

  /// 256 KiB: 2^(12 + 6) (RFC 9580 §5.13.2).
  static final int CHUNK_OCTET = 12;

  static final int MAX_CERTIFICATE = 8_192;
  static final int MAX_STATEMENT = 16_384;

  static final int BINARY = 0x00;
  static final int POSITIVE_CERTIFICATION = 0x13;
  static final int SUBKEY_BINDING = 0x18;
  static final int DIRECT_KEY = 0x1F;

  static final int CREATED = 2;
  static final int PREFERRED_SYMMETRIC = 11;
  static final int PREFERRED_HASH = 21;
  static final int PREFERRED_COMPRESSION = 22;
  static final int PRIMARY_USER_ID = 25;
  static final int KEY_FLAGS = 27;
  static final int FEATURES = 30;
  static final int ISSUER_FINGERPRINT = 33;
  static final int PREFERRED_AEAD = 39;

  static final int CERTIFY_AND_SIGN = 0x03;
  static final int ENCRYPT = 0x0C;

  /// Version 2 SEIPD (RFC 9580 §5.2.3.32).
  static final int FEATURE_SEIPD2 = 0x08;

  private static final Set<Integer> PLAIN = Set.of(CREATED, ISSUER_FINGERPRINT);
  private static final Set<Integer> ON_USER_ID =
      Set.of(CREATED, ISSUER_FINGERPRINT, PRIMARY_USER_ID);
  private static final Set<Integer> ON_SUBKEY = Set.of(CREATED, ISSUER_FINGERPRINT, KEY_FLAGS);
  private static final Set<Integer> ON_PRIMARY =
      Set.of(
          CREATED,
          ISSUER_FINGERPRINT,
          KEY_FLAGS,
          FEATURES,
          PREFERRED_SYMMETRIC,
          PREFERRED_HASH,
          PREFERRED_COMPRESSION,
          PREFERRED_AEAD);

  private Policy() {}

  static void require(boolean inProfile) throws Refusal {
    if (!inProfile) {
      throw new Refusal(POLICY);
    }
  }

  static void primary(KeyPacket key) throws Refusal {
    require(key.algorithm() == ED25519 && key.material().length == 32);
  }

  static void subkey(KeyPacket key) throws Refusal {
    require(key.algorithm() == MLKEM768_X25519 && key.material().length == Kem.PUBLIC_LENGTH);
  }

  static void directKey(Signature signature) throws Refusal {
    selfSignature(signature, DIRECT_KEY, ON_PRIMARY);
    require(Arrays.equals(signature.subpacket(KEY_FLAGS), Packets.octets(CERTIFY_AND_SIGN)));
    var features = signature.subpacket(FEATURES);
    require(features.length > 0 && (features[0] & FEATURE_SEIPD2) != 0);
    var aead = signature.subpacket(PREFERRED_AEAD);
    require(aead.length >= 2 && aead[0] == AES256 && aead[1] == GCM);
  }

  static void certification(Signature signature) throws Refusal {
    selfSignature(signature, POSITIVE_CERTIFICATION, ON_USER_ID);
  }

  static void binding(Signature signature) throws Refusal {
    selfSignature(signature, SUBKEY_BINDING, ON_SUBKEY);
    require(Arrays.equals(signature.subpacket(KEY_FLAGS), Packets.octets(ENCRYPT)));
  }

  static void statement(Signature signature) throws Refusal {
    require(signature.type() == BINARY && signature.hash() == SHA512);
    onlyKnown(signature.subpackets(), PLAIN);
  }

  private static void selfSignature(Signature signature, int type, Set<Integer> known)
      throws Refusal {
    require(signature.type() == type);
    onlyKnown(signature.subpackets(), known);
  }

  /// No expiry, notation, revocation key, policy URI, embedded signature or anything newer passes.
  private static void onlyKnown(Map<Integer, byte[]> subpackets, Set<Integer> known)
      throws Refusal {
    require(known.containsAll(subpackets.keySet()));
  }
}
