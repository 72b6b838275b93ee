package org.darkmail.blob;

import java.time.Duration;

/// How much there may be.
///
/// @param quota octets that one owner's blobs may have together, unless said otherwise for that
///   owner
/// @param instance octets that all blobs may have together
/// @param blob octets of the largest blob
/// @param piece octets of the largest piece of an upload
/// @param grace how long a blob that nothing holds is kept; also the time to finish an upload
public record Limits(long quota, long instance, long blob, int piece, Duration grace) {

  /// With what is no setting.
  public static Limits of(long quota, long instance) {
    return new Limits(quota, instance, 2L << 30, 8 << 20, Duration.ofHours(24));
  }
}
