package org.darkmail.delivery;

/// What came of a directory query.
public sealed interface Enquiry {

  /// @param answer sealed for the vault that asked
  @SuppressWarnings("ArrayRecordComponent") // Handed through, never compared.
  record Answered(byte[] answer) implements Enquiry {}

  record Refused(Why why) implements Enquiry {}

  /// Why there is no answer.
  enum Why {
    UNKNOWN_DOMAIN,
    /// It cannot be reached, or does not answer in time.
    DOMAIN_AWAY,
    DOMAIN_KEY_CHANGED,
    /// Too many by this account, or by this domain.
    TOO_MANY,
    /// The domain cannot open or read it.
    BAD_QUERY
  }
}
