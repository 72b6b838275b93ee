package org.darkmail.account;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// Limits attempts with growing delays. Each attempt raises its subject's level by one, which sinks
/// again with time; above a number of free attempts the next one has to wait, twice as long each
/// time.
///
/// Memory is fixed: subjects share 65,536 cells by a keyed hash, so that nobody can push another's
/// count out or aim at a neighbour's cell. Counts are not stored: a restart grants the free
/// attempts once more, which is worth less to a guesser than a write to the database for every
/// guess would be.
public final class Throttle {

  /// @param free attempts without any delay
  /// @param first delay after the first attempt that is not free
  /// @param longest delay at most
  /// @param sinks time in which the level sinks by one
  public record Rule(int free, Duration first, Duration longest, Duration sinks) {}

  private static final int CELLS = 1 << 16;

  private final Rule rule;
  private final Secrets secrets;
  private final InstantSource time;
  private final double[] level = new double[CELLS];
  private final long[] at = new long[CELLS];
  private final long[] closedUntil = new long[CELLS];

  public Throttle(Rule rule, Secrets secrets, InstantSource time) {
    this.rule = rule;
    this.secrets = secrets;
    this.time = time;
  }

  /// Counts an attempt, before its outcome is known, so that attempts at the same time count too.
  ///
  /// @return how long to wait instead, if it may not be made now
  public synchronized Optional<Duration> admit(String subject) {
    var cell = cell(subject);
    var now = time.millis();
    if (now < closedUntil[cell]) {
      return Optional.of(Duration.ofMillis(closedUntil[cell] - now));
    }
    level[cell] = sunk(cell, now) + 1;
    at[cell] = now;
    closedUntil[cell] = now + delay(level[cell]);
    return Optional.empty();
  }

  /// Takes back what the last attempt has cost.
  public synchronized void forgive(String subject) {
    var cell = cell(subject);
    level[cell] = Math.max(0, level[cell] - 1);
    closedUntil[cell] = 0;
  }

  /// Takes back everything.
  public synchronized void forget(String subject) {
    var cell = cell(subject);
    level[cell] = 0;
    closedUntil[cell] = 0;
  }

  private double sunk(int cell, long now) {
    return Math.max(0, level[cell] - (double) (now - at[cell]) / rule.sinks.toMillis());
  }

  private long delay(double level) {
    if (level <= rule.free) {
      return 0;
    }
    var doublings = Math.min(40, (int) Math.ceil(level - rule.free) - 1);
    return Math.min(rule.longest.toMillis(), rule.first.toMillis() << doublings);
  }

  private int cell(String subject) {
    var hash = secrets.keyed(subject.getBytes(StandardCharsets.UTF_8));
    return ByteBuffer.wrap(hash).getInt() & (CELLS - 1);
  }
}
