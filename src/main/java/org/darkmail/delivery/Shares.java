package org.darkmail.delivery;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// Gives everybody the same share of something: a burst at once, and a rate in the long run.
/// Remembers at most 10,000 of those who took something last; who is forgotten begins anew.
final class Shares<K> {
  private static final int MAX_REMEMBERED = 10_000;

  private final InstantSource clock;
  private final double burst;
  private final double perMilli;
  private final Map<K, Share> shares =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<K, Share> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  private static final class Share {
    private double left;
    private long at;
  }

  /// @param burst most at once
  /// @param perSecond in the long run
  Shares(InstantSource clock, double burst, double perSecond) {
    this.clock = clock;
    this.burst = burst;
    this.perMilli = perSecond / 1_000;
  }

  /// Takes one, if there is one left.
  boolean take(K who) {
    return take(who, 1);
  }

  /// Takes so many, or none.
  synchronized boolean take(K who, int many) {
    var now = clock.millis();
    var share = shares.get(who);
    if (share == null) {
      share = new Share();
      share.left = burst;
      share.at = now;
      shares.put(who, share);
    }
    share.left = Math.min(burst, share.left + (now - share.at) * perMilli);
    share.at = now;
    if (share.left < many) {
      return false;
    }
    share.left -= many;
    return true;
  }
}
