package org.darkmail.federation;

import java.io.IOException;

/// Something of a peer's cannot be had. Expected, so without a stack trace.
public final class Unreachable extends IOException {
  private static final long serialVersionUID = 1;

  /// Whether it is worth another try.
  public enum Kind {
    /// Nobody answers, or with a fault: later it may be there.
    AWAY,
    /// It answers, but not with what it should; 404 is the usual case.
    ABSENT,
    /// It must not be asked for: not announced, not a public address, larger than it may be.
    FORBIDDEN
  }

  private final Kind kind;

  Unreachable(Kind kind, String what) {
    super(what);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
