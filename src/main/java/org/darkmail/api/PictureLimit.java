package org.darkmail.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.darkmail.account.AccountId;
import org.darkmail.account.Secrets;
import org.darkmail.account.Throttle;

/// How many pictures the instance fetches for its readers: so many for an account, so many at once.
@ApplicationScoped
class PictureLimit {
  private static final Throttle.Rule RULE =
      new Throttle.Rule(400, Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofMillis(500));

  private final Throttle throttle;
  private final Semaphore places = new Semaphore(16);

  @Inject
  PictureLimit(Secrets secrets, InstantSource time) {
    throttle = new Throttle(RULE, secrets, time);
  }

  /// How long to wait instead, if this account may not ask now.
  Optional<Duration> admit(AccountId account) {
    var delay = throttle.admit("picture " + account.value());
    if (delay.isEmpty() && !places.tryAcquire()) {
      return Optional.of(Duration.ofSeconds(2));
    }
    return delay;
  }

  /// After each that was admitted.
  void leave() {
    places.release();
  }
}
