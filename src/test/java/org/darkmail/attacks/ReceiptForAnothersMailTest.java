package org.darkmail.attacks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.darkmail.container.OnEachDatabase;
import org.darkmail.delivery.Counters.Drop;
import org.darkmail.delivery.Intruded;
import org.darkmail.routing.Reason;
import org.darkmail.routing.Receipt;
import org.junit.jupiter.api.Test;

/// A domain says of a mail that was sent to another domain that it was refused, or that it arrived.
@OnEachDatabase
class ReceiptForAnothersMailTest {

  @Test
  void countsForNothing() throws Exception {
    try (var south = new Intruded()) {
      var mail = south.sendToNorth();
      for (var lie : List.of(Receipt.claimed(mail), Receipt.refused(mail, Reason.NOT_WANTED))) {
        south.receive("west.test", south.west().frame(south.certificate(), lie));
      }
      south.awaitDrops(Drop.FOREIGN_RECEIPT, 2);
      assertEquals(List.of(), south.statesOfSent());
    }
  }
}
