package org.darkmail.account;

/// A secret of 32 octets that proves knowledge of a passphrase or of the recovery words (spec
/// 20.2). Never printed.
public final class Auth {

  private final byte[] octets;

  public Auth(byte[] octets) {
    if (octets.length != 32) {
      throw new IllegalArgumentException("auth must have 32 octets");
    }
    this.octets = octets.clone();
  }

  byte[] secret() {
    return octets;
  }

  @Override
  public String toString() {
    return "Auth";
  }
}
