package org.darkmail.delivery;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for a condition, not for a time.
final class Until {
  private static final long PATIENCE_NANOS = 20_000_000_000L;

  private Until() {}

  static void holds(BooleanSupplier condition) {
    var end = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("it does not come true");
      }
      LockSupport.parkNanos(5_000_000);
    }
  }
}
