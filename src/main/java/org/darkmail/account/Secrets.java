package org.darkmail.account;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Server salt (public) and pepper (secret), 32 octets each, made once for an instance and kept
/// outside of its database (spec 20.1, 20.2). Without them nobody can sign in any more.
public final class Secrets {

  private final byte[] serverSalt;
  private final byte[] pepper;

  public Secrets(byte[] serverSalt, byte[] pepper) {
    if (serverSalt.length != 32 || pepper.length != 32) {
      throw new IllegalArgumentException("server salt and pepper must have 32 octets");
    }
    this.serverSalt = serverSalt.clone();
    this.pepper = pepper.clone();
  }

  public byte[] serverSalt() {
    return serverSalt.clone();
  }

  /// HMAC-SHA256(pepper, SHA-256(auth)), spec 20.2.
  byte[] verifier(Auth auth) {
    return keyed(sha256(auth.secret()));
  }

  byte[] keyed(byte[] message) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(pepper, "HmacSHA256"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] sha256(byte[] message) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return "Secrets";
  }
}
