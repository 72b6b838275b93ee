package org.darkmail.blob;

/// What came of beginning an upload.
public sealed interface Reservation
    permits Blob, Reservation.OverQuota, Reservation.InstanceFull, Reservation.TooLarge {

  /// The owner's blobs together would be larger than its quota.
  record OverQuota() implements Reservation, Copy {}

  /// All blobs together would be larger than the instance may hold.
  record InstanceFull() implements Reservation, Copy {}

  /// Larger than any blob may be.
  record TooLarge() implements Reservation, Copy {}
}
