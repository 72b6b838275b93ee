package org.darkmail.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.darkmail.container.OnEachDatabase;
import org.darkmail.routing.Json;
import org.darkmail.routing.Malformed;
import org.darkmail.routing.Outcome;
import org.darkmail.routing.Receipt;
import org.darkmail.routing.RoutingId;
import org.darkmail.routing.RoutingMessage;
import org.junit.jupiter.api.Test;

/// A wire that loses, doubles and reorders frames both ways, as XMPP was measured to do.
@OnEachDatabase
class LossyWireTest extends AtSouth {
  private static final long SEED = 6120;
  private static final int MAILS = 60;

  private final Random chance = new Random(SEED);

  @Test
  void everyMailArrivesAndNoneTwice() throws Exception {
    var mails = IntStream.range(0, MAILS).mapToObj(i -> mail()).toList();
    var open = new ArrayList<>(mails);
    for (var round = 0; !open.isEmpty(); round++) {
      assertTrue(round < 200, "it does not come to an end");
      send(open);
      var claimed = heard();
      open.removeIf(mail -> claimed.contains(mail.id()));
    }
    assertEquals(ids(mails), arrived());
  }

  @Test
  void theSameFrameFromAllSidesAtOnceIsDoneOnce() throws Exception {
    var mail = mail();
    var frame = south.north.frame(south.certificate(), mail);
    Callable<Object> receive =
        () -> {
          south.get(Inbound.class).receive(south.north.domain(), frame);
          return frame;
        };
    try (var threads = Executors.newFixedThreadPool(8)) {
      threads.invokeAll(Collections.nCopies(24, receive));
    }
    south.awaitReceipt(Receipt.claimed(mail.id()));
    assertEquals(List.of(mail.id()), arrived());
  }

  private RoutingMessage mail() {
    return south.north.message(
        south.certificate(),
        anna.address().local(),
        south.north.blob(new byte[] {(byte) chance.nextInt()}));
  }

  private void send(List<RoutingMessage> open) {
    var shuffled = new ArrayList<>(open);
    Collections.shuffle(shuffled, chance);
    for (var at = 0; at < shuffled.size(); at += 5) {
      var part = shuffled.subList(at, Math.min(shuffled.size(), at + 5));
      var frame = south.north.frame(south.certificate(), part.toArray(RoutingMessage[]::new));
      for (var copies = chance.nextInt(3); copies > 0; copies--) {
        south.get(Inbound.class).receive(south.north.domain(), frame);
      }
    }
  }

  /// Ids of which north has heard, this time, that they are claimed. A third of the frames is lost.
  private HashSet<RoutingId> heard() throws Exception {
    var claimed = new HashSet<RoutingId>();
    while (south.carrier.waiting() > 0) {
      var said = south.nextToNorth();
      if (chance.nextInt(3) > 0) {
        said.stream()
            .filter(element -> element instanceof Receipt r && r.outcome() == Outcome.CLAIMED)
            .forEach(element -> claimed.add(((Receipt) element).id()));
      }
    }
    return claimed;
  }

  private static List<RoutingId> ids(List<RoutingMessage> mails) {
    return sorted(mails.stream().map(RoutingMessage::id).toList());
  }

  /// Every arrival, doubles included.
  private List<RoutingId> arrived() throws Malformed {
    var ids = new ArrayList<RoutingId>();
    for (var arrival : south.arrivalsOf(anna)) {
      var json = Json.parse(arrival.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      ids.add(RoutingId.parse(json.text("routing")));
    }
    return sorted(ids);
  }

  private static List<RoutingId> sorted(List<RoutingId> ids) {
    return ids.stream()
        .sorted(java.util.Comparator.comparing(RoutingId::toString))
        .collect(Collectors.toList());
  }
}
