package org.darkmail.blob;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/// 32 random octets that name a blob here (spec 0.2), base64url. At the origin, to know it is the
/// right to read (spec 30.4): it is not for logs.
public record BlobName(String text) {

  // 43 characters hold 258 bits; the last one ends in two that are zero.
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]");

  public BlobName {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("not a blob name");
    }
  }

  public static Optional<BlobName> of(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new BlobName(text)) : Optional.empty();
  }

  public static BlobName random(SecureRandom random) {
    var octets = new byte[32];
    random.nextBytes(octets);
    return new BlobName(Base64.getUrlEncoder().withoutPadding().encodeToString(octets));
  }

  @Override
  public String toString() {
    return text;
  }
}
