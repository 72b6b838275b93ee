package org.darkmail.blob;

/// Whose quota a blob counts against, in words of the package that opened it, for example
/// `account:51`.
public record Owner(String key) {

  public Owner {
    if (key.isEmpty() || key.length() > 64) {
      throw new IllegalArgumentException("an owner's key has 1 to 64 characters");
    }
  }
}
