package org.darkmail.blob;

/// What came of a piece of an upload (the semantics of tus 1.0, core protocol).
public sealed interface Piece {

  /// @param offset octets that are durable now
  record Stored(long offset) implements Piece {}

  /// The piece does not begin where the upload ends, or another piece is under way.
  ///
  /// @param offset octets that are durable
  record WrongOffset(long offset) implements Piece {}

  /// The piece would make the blob larger than announced, or is itself too large; what fitted is
  /// kept.
  record TooLarge() implements Piece {}

  /// No upload of this owner has this name.
  record Unknown() implements Piece {}
}
