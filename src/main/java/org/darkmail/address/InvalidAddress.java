package org.darkmail.address;

/// Text that is no domain or address in the sense of spec 0.2. Its message says what is wrong
/// without repeating the text, so that it may be logged.
public final class InvalidAddress extends IllegalArgumentException {

  InvalidAddress(String what) {
    super(what);
  }

  InvalidAddress(String what, Throwable cause) {
    super(what, cause);
  }
}
