package org.darkmail.blob;

/// How much of a quota is used.
///
/// @param used octets
/// @param quota octets
public record Room(long used, long quota) {

  boolean has(long octets) {
    return used + octets <= quota;
  }

  /// From 80 % on there is reason to warn.
  public boolean tight() {
    return used >= quota / 5 * 4;
  }
}
