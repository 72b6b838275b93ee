package org.darkmail.account;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/// The 32 octets of the session cookie (spec 20.5). Never printed, never stored: the server keeps
/// their SHA-256.
public final class SessionToken {

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

  private final byte[] octets;

  private SessionToken(byte[] octets) {
    this.octets = octets;
  }

  /// A token that nobody has yet.
  public static SessionToken random(SecureRandom random) {
    var octets = new byte[32];
    random.nextBytes(octets);
    return new SessionToken(octets);
  }

  /// Reads the value of the cookie.
  public static Optional<SessionToken> of(String cookie) {
    return FORM.matcher(cookie).matches()
        ? Optional.of(new SessionToken(Base64.getUrlDecoder().decode(cookie)))
        : Optional.empty();
  }

  /// The value of the cookie: base64url. Whoever has it is signed in.
  public String secret() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
  }

  /// What the server keeps: SHA-256, base64url.
  public String hash() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Secrets.sha256(octets));
  }

  @Override
  public String toString() {
    return "SessionToken";
  }
}
