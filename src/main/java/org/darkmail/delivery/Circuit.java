package org.darkmail.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Keeps mail from a domain that does not take it: after some failures in a row, or a long silence,
/// it opens. From then on one message at a time tries at growing intervals, until the domain is
/// heard again. An optimisation, kept in memory: no mail is given up because of it.
final class Circuit {
  /// How it is.
  public enum State {
    CLOSED,
    OPEN,
    /// One message is on its way, and decides.
    HALF_OPEN
  }

  private static final int FAILURES = 3;
  private static final int TRIES = 3;

  /// What is sent is answered within seconds; two of its retries have passed by then.
  static final Duration SILENCE = Duration.ofMinutes(3);

  private State state = State.CLOSED;
  private int failures;
  private int probes;
  private int tries;
  private @Nullable Instant unansweredSince;
  private Instant next = Instant.MIN;

  State state() {
    return state;
  }

  /// Messages that may leave now.
  int room(Instant now) {
    return switch (state) {
      case CLOSED -> Integer.MAX_VALUE;
      case OPEN, HALF_OPEN -> now.isBefore(next) ? 0 : 1;
    };
  }

  /// Since when nothing was answered, once that is long enough to open for it.
  Optional<Instant> silence(Instant now) {
    return Optional.ofNullable(unansweredSince)
        .filter(since -> state == State.CLOSED && tries >= TRIES)
        .filter(since -> !now.isBefore(since.plus(SILENCE)));
  }

  /// Something was sent.
  void tried(Instant now, RandomGenerator random) {
    if (state != State.CLOSED) {
      state = State.HALF_OPEN;
      next = now.plus(Backoff.PROBE.after(++probes, random));
    } else if (tries++ == 0) {
      unansweredSince = now;
    }
  }

  void failed(Instant now, RandomGenerator random) {
    failures++;
    if (state == State.HALF_OPEN) {
      state = State.OPEN;
    } else if (state == State.CLOSED && failures >= FAILURES) {
      open(now, random);
    }
  }

  void open(Instant now, RandomGenerator random) {
    state = State.OPEN;
    probes = 1;
    next = now.plus(Backoff.PROBE.after(probes, random));
  }

  /// @return true if it was not closed
  boolean heard() {
    var came = state != State.CLOSED;
    state = State.CLOSED;
    failures = 0;
    probes = 0;
    tries = 0;
    unansweredSince = null;
    return came;
  }
}
