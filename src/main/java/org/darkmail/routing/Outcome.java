package org.darkmail.routing;

/// What has become of a routing message at its destination (spec 50.3).
public enum Outcome {
  /// The routing message is durable there.
  ACCEPTED("accepted"),
  /// Every blob is verified and durable there: "delivered".
  CLAIMED("claimed"),
  /// It never will be.
  REFUSED("refused");

  private final String text;

  Outcome(String text) {
    this.text = text;
  }

  public static Outcome parse(String text) throws Malformed {
    for (var outcome : values()) {
      if (outcome.text.equals(text)) {
        return outcome;
      }
    }
    throw new Malformed("outcome");
  }

  @Override
  public String toString() {
    return text;
  }
}
