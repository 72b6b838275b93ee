package org.darkmail.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.function.Supplier;

/// Where a transaction begins and ends: at the two ends of one call.
@ApplicationScoped
public class Transactions {

  /// Commits when the work returns, rolls back when it throws.
  @Transactional
  public <T> T call(Supplier<T> work) {
    return work.get();
  }
}
