package org.darkmail.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.darkmail.container.Time;
import org.junit.jupiter.api.Test;

class ThrottleTest {

  private static final Throttle.Rule RULE =
      new Throttle.Rule(3, Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofMinutes(1));

  private final Time time = new Time();
  private final Throttle throttle =
      new Throttle(RULE, new Secrets(new byte[32], new byte[32]), time);

  @Test
  void theFirstAttemptsAreFreeAndEachFurtherOneWaitsTwiceAsLong() {
    for (var i = 0; i < 4; i++) {
      assertEquals(Optional.empty(), throttle.admit("a"));
    }
    for (var seconds : new int[] {1, 2, 4, 8, 10, 10}) {
      assertEquals(
          Optional.of(Duration.ofSeconds(seconds)), throttle.admit("a").map(this::ceiling));
      time.pass(Duration.ofSeconds(seconds));
      assertEquals(Optional.empty(), throttle.admit("a"));
    }
  }

  @Test
  void anAttemptThatIsNotAdmittedCostsNothing() {
    for (var i = 0; i < 4; i++) {
      throttle.admit("a");
    }
    for (var i = 0; i < 100; i++) {
      assertEquals(Optional.of(Duration.ofSeconds(1)), throttle.admit("a"));
    }
  }

  @Test
  void subjectsAreCountedApart() {
    for (var i = 0; i < 5; i++) {
      throttle.admit("a");
    }
    assertEquals(Optional.empty(), throttle.admit("b"));
  }

  @Test
  void theLevelSinksWithTime() {
    for (var i = 0; i < 4; i++) {
      throttle.admit("a");
    }
    time.pass(Duration.ofMinutes(4));
    for (var i = 0; i < 4; i++) {
      assertEquals(Optional.empty(), throttle.admit("a"));
    }
    assertTrue(throttle.admit("a").isPresent());
  }

  @Test
  void whatIsForgivenIsNotCounted() {
    for (var i = 0; i < 50; i++) {
      assertEquals(Optional.empty(), throttle.admit("a"));
      throttle.forgive("a");
    }
  }

  /// The level has sunk a little by the time of the next attempt.
  private Duration ceiling(Duration delay) {
    return Duration.ofSeconds(delay.plusMillis(999).toSeconds());
  }
}
