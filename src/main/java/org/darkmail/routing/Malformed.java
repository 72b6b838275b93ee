package org.darkmail.routing;

/// JSON, or a value in it, that is not what the spec demands at that place. An expected refusal: it
/// carries no stack trace, and its message names the member, never its value.
public final class Malformed extends Exception {
  private static final long serialVersionUID = 1;

  public Malformed(String what) {
    super(what, null, false, false);
  }
}
