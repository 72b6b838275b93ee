package org.darkmail.delivery;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/// When to try again: growing intervals, each between 80 % and 120 % of its nominal length, so that
/// those who failed together do not come back together.
@SuppressWarnings("ImmutableEnumChecker") // The list is.
enum Backoff {
  /// No receipt yet.
  SEND(
      Duration.ofSeconds(30),
      Duration.ofMinutes(2),
      Duration.ofMinutes(10),
      Duration.ofHours(1),
      Duration.ofHours(2),
      Duration.ofHours(4)),
  /// Accepted, not yet claimed or refused (spec 50.3).
  POLL(Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofHours(4), Duration.ofHours(12)),
  /// A destination does not answer: when one message tries whether it does again.
  PROBE(
      Duration.ofSeconds(30),
      Duration.ofMinutes(1),
      Duration.ofMinutes(2),
      Duration.ofMinutes(5),
      Duration.ofMinutes(10)),
  /// A blob could not be fetched.
  CLAIM(
      Duration.ofSeconds(2),
      Duration.ofSeconds(10),
      Duration.ofSeconds(30),
      Duration.ofMinutes(2),
      Duration.ofMinutes(10),
      Duration.ofHours(1));

  private final List<Duration> steps;

  Backoff(Duration... steps) {
    this.steps = List.of(steps);
  }

  /// @param attempts made so far, at least 1
  Duration after(int attempts, RandomGenerator random) {
    var nominal = steps.get(Math.clamp(attempts, 1, steps.size()) - 1).toMillis();
    return Duration.ofMillis(nominal * 4 / 5 + random.nextLong(nominal * 2 / 5 + 1));
  }
}
