package org.darkmail.container;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that a test moves.
public final class Time implements InstantSource {

  private Instant now = Instant.parse("2026-11-22T10:00:00Z");

  @Override
  public synchronized Instant instant() {
    return now;
  }

  public synchronized void pass(Duration duration) {
    now = now.plus(duration);
  }
}
