package org.darkmail.directory;

/// What came of a query (spec 60.4).
public sealed interface Reply {

  /// @param answer for the vault that asked; it alone can tell whether the address is known
  @SuppressWarnings("ArrayRecordComponent") // Read once, never compared.
  record Answered(byte[] answer) implements Reply {}

  /// This domain cannot open or read it.
  record BadQuery() implements Reply {}

  /// The asking domain has asked too much.
  record Limit() implements Reply {}
}
