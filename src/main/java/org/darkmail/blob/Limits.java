package org.darkmail.blob;

import java.time.Duration;

/// @param quota octets that one owner's blobs may have together, unless said otherwise for that
///   owner
/// @param blob octets of the largest blob
/// @param piece octets of the largest piece of an upload
/// @param grace how long a blob that nothing holds is kept; also the time to finish an upload
public record Limits(long quota, long blob, int piece, Duration grace) {

  public static final Limits DEFAULT =
      new Limits(10L << 30, 2L << 30, 8 << 20, Duration.ofHours(24));
}
