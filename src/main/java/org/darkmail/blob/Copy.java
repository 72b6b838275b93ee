package org.darkmail.blob;

/// What came of copying a blob of another domain.
public sealed interface Copy
    permits Blob,
        Reservation.OverQuota,
        Reservation.InstanceFull,
        Reservation.TooLarge,
        Copy.Mismatch {

  /// Other octets than were announced, or more, or fewer.
  record Mismatch() implements Copy {}
}
