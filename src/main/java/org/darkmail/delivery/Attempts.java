package org.darkmail.delivery;

import java.util.function.Supplier;

/// Tries what may fail because another node, or another thread, was in the way at the database.
final class Attempts {
  // Each failure of accepting a frame means that another of its messages has become known
  // meanwhile.
  private static final int MOST = 10;

  private Attempts() {}

  /// @throws RuntimeException the last failure
  static <T> T at(Supplier<T> work) {
    for (var attempt = 1; ; attempt++) {
      try {
        return work.get();
      } catch (RuntimeException e) {
        if (attempt == MOST) {
          throw e;
        }
      }
    }
  }
}
