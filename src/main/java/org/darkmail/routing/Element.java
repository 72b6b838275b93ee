package org.darkmail.routing;

/// One of the things that a frame carries (spec 50.2). Each is idempotent: a frame may be delivered
/// twice or late.
public sealed interface Element permits RoutingMessage, Receipt, Query, Answer {

  /// The most octets it takes in a frame's JSON, its comma included.
  int octets();

  /// Length of base64url without padding.
  static int encoded(byte[] octets) {
    return (octets.length * 4 + 2) / 3;
  }
}
