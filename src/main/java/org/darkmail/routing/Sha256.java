package org.darkmail.routing;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// A SHA-256 digest as the formats write it: base64url of 32 octets (spec 0.1).
public record Sha256(String text) {

  public Sha256 {
    try {
      if (Json.decode(text, "sha256").length != 32) {
        throw new IllegalArgumentException("not a SHA-256 digest");
      }
    } catch (Malformed e) {
      throw new IllegalArgumentException("not a SHA-256 digest", e);
    }
  }

  /// The digest of these octets.
  public static Sha256 of(byte[] octets) {
    try {
      return new Sha256(Json.encode(MessageDigest.getInstance("SHA-256").digest(octets)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static Sha256 read(Json json, String name) throws Malformed {
    return new Sha256(Json.encode(json.bytes(name, 32)));
  }

  /// The 32 octets.
  public byte[] octets() {
    try {
      return Json.decode(text, "sha256");
    } catch (Malformed e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
