package org.darkmail.mailbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;

/// 16 octets that name an item within its mailbox (spec 0.2), base64url.
public record ItemId(String text) {

  // 22 characters hold 132 bits; the last one ends in four that are zero.
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{21}[AQgw]");

  public ItemId {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("not an item id");
    }
  }

  /// For what the server makes: the same thing has the same id, so that it is not written twice.
  static ItemId derived(Kind kind, String name) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256")
              .digest((kind + "\n" + name).getBytes(StandardCharsets.UTF_8));
      return new ItemId(
          Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, 16)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
