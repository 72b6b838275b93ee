package org.darkmail.openpgp;

import java.util.Locale;

/// Why something from outside was not taken (spec 10.6). It is checked, since each caller has an
/// answer to it, and carries no stack trace, since a stranger decides how often it is thrown.
public final class Refusal extends Exception {

  /// The closed set of spec 10.6.
  public enum Reason {
    MALFORMED,
    POLICY,
    NOT_FOR_US,
    TAMPERED,
    UNSIGNED,
    BAD_SIGNATURE,
    WRONG_SIGNER,
    WRONG_TYPE,
    TOO_LARGE;

    /// As the specification writes it: `not-for-us`.
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private final Reason reason;

  /// For those who read what a statement says, and find it [Reason#MALFORMED] or of the wrong type.
  public Refusal(Reason reason) {
    super(reason.code(), null, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
