package org.darkmail.delivery;

/// What came of stopping one message at its author's word.
public enum Stopped {
  /// It was never handed over, and never will be.
  NEVER_LEFT,
  /// It is not tried any more, but may have arrived before; a receipt that still comes is told.
  MAY_HAVE_LEFT,
  /// Its destination has it, or it is over in another way.
  TOO_LATE,
  /// This account has submitted no such message.
  UNKNOWN
}
