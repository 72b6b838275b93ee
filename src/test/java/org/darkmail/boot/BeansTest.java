package org.darkmail.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class BeansTest {

  @Test
  void timeIsNeverFinerThanTheDatabaseKeepsIt() {
    var time = Beans.time();
    for (var look = 0; look < 1_000; look++) {
      var now = time.instant();
      assertEquals(now.truncatedTo(ChronoUnit.MICROS), now);
    }
  }
}
