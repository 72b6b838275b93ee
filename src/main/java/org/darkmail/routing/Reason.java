package org.darkmail.routing;

/// Why a destination refuses a routing message (spec 50.3).
public enum Reason {
  NO_SUCH_ADDRESS("no-such-address"),
  BAD_ENVELOPE("bad-envelope"),
  BLOB_UNAVAILABLE("blob-unavailable"),
  OVER_QUOTA("over-quota"),
  TOO_LARGE("too-large"),
  EXPIRED("expired"),
  NOT_WANTED("not-wanted");

  private final String text;

  Reason(String text) {
    this.text = text;
  }

  public static Reason parse(String text) throws Malformed {
    for (var reason : values()) {
      if (reason.text.equals(text)) {
        return reason;
      }
    }
    throw new Malformed("reason");
  }

  @Override
  public String toString() {
    return text;
  }
}
