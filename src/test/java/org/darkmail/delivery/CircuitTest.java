package org.darkmail.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.darkmail.delivery.Circuit.State;
import org.junit.jupiter.api.Test;

class CircuitTest {
  private static final int ALL = Integer.MAX_VALUE;

  private final Circuit circuit = new Circuit();
  private final Random random = new Random(7);
  private Instant now = Instant.parse("2026-11-22T10:00:00Z");

  @Test
  void anythingLeavesForADomainOfWhichNothingBadIsKnown() {
    circuit.tried(now, random);
    fail();
    fail();
    assertEquals(ALL, circuit.room(now));
    assertEquals(State.CLOSED, circuit.state());
  }

  @Test
  void afterThreeFailuresInARowOneMessageAtATimeTries() {
    open();
    assertEquals(State.OPEN, circuit.state());
    assertEquals(0, circuit.room(now));
    now = now.plusSeconds(36);
    assertEquals(1, circuit.room(now));
    circuit.tried(now, random);
    assertEquals(State.HALF_OPEN, circuit.state());
    assertEquals(0, circuit.room(now.plusSeconds(47)));
    assertEquals(1, circuit.room(now.plusSeconds(73)));
  }

  @Test
  void aTryThatFailsLeavesItOpenUntilTheNext() {
    open();
    now = now.plusSeconds(36);
    circuit.tried(now, random);
    fail();
    assertEquals(State.OPEN, circuit.state());
    assertEquals(0, circuit.room(now));
  }

  @Test
  void oneWordFromThereClosesIt() {
    open();
    assertTrue(circuit.heard());
    assertEquals(ALL, circuit.room(now));
    fail();
    fail();
    assertEquals(ALL, circuit.room(now), "failures from before do not count");
    assertFalse(circuit.heard());
  }

  @Test
  void itIsSilentThreeMinutesAfterTheFirstOfThreeTriesWithoutAnAnswer() {
    var first = now;
    circuit.tried(now, random);
    now = now.plus(Duration.ofMinutes(2));
    circuit.tried(now, random);
    assertEquals(Optional.empty(), circuit.silence(now.plus(Duration.ofMinutes(1))));
    circuit.tried(now, random);
    assertEquals(Optional.empty(), circuit.silence(now));
    assertEquals(Optional.of(first), circuit.silence(now.plus(Duration.ofMinutes(1))));
    circuit.heard();
    assertEquals(Optional.empty(), circuit.silence(now.plus(Duration.ofMinutes(1))));
  }

  @Test
  void triesAreNeverMoreThanTwelveMinutesApart() {
    open();
    for (var i = 0; i < 50; i++) {
      circuit.tried(now, random);
    }
    assertEquals(1, circuit.room(now.plus(Duration.ofMinutes(12))));
  }

  private void open() {
    circuit.tried(now, random);
    fail();
    fail();
    fail();
  }

  private void fail() {
    circuit.failed(now, random);
  }
}
