package org.darkmail.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final long SEED = 9580;

  @Test
  void intervalsGrowFromHalfAMinuteToFourHoursAndStayThere() {
    assertAround(Duration.ofSeconds(30), 1);
    assertAround(Duration.ofMinutes(2), 2);
    assertAround(Duration.ofMinutes(10), 3);
    assertAround(Duration.ofHours(1), 4);
    assertAround(Duration.ofHours(4), 6);
    assertAround(Duration.ofHours(4), 100);
  }

  @Test
  void thoseWhoFailTogetherComeBackApart() {
    var random = new Random(SEED);
    var first = Backoff.SEND.after(1, random);
    assertNotEquals(first, Backoff.SEND.after(1, random));
  }

  @Test
  void theSameSeedGivesTheSameIntervals() {
    assertEquals(
        Backoff.CLAIM.after(3, new Random(SEED)), Backoff.CLAIM.after(3, new Random(SEED)));
  }

  private static void assertAround(Duration nominal, int attempts) {
    var random = new Random(SEED);
    IntStream.range(0, 1_000)
        .mapToObj(i -> Backoff.SEND.after(attempts, random))
        .forEach(wait -> {
          assertTrue(wait.toMillis() >= nominal.toMillis() * 8 / 10, () -> "" + wait);
          assertTrue(wait.toMillis() <= nominal.toMillis() * 12 / 10, () -> "" + wait);
        });
  }
}
