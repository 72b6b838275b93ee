package org.darkmail.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.darkmail.address.Domain;
import org.darkmail.container.OtherDomain;
import org.darkmail.routing.Receipt;
import org.darkmail.routing.RoutingId;
import org.darkmail.routing.RoutingMessage;
import org.junit.jupiter.api.Test;

class LaneTest {
  private final Lane lane = new Lane(Domain.parse("north.test"), new Semaphore(64 << 20));

  @Test
  void whatIsPutInFirstComesOutFirst() {
    var ids = IntStream.range(0, 3).mapToObj(i -> id()).toList();
    ids.forEach(id -> lane.add(Receipt.accepted(id)));
    assertEquals(ids.stream().map(Receipt::accepted).toList(), lane.drain());
  }

  @Test
  void receiptsAndQueriesPassMessagesBy() {
    var message = new RoutingMessage(id(), OtherDomain.random(2_048), OtherDomain.random(2_048));
    var receipt = Receipt.accepted(id());
    lane.add(message);
    lane.add(receipt);
    assertEquals(List.of(receipt, message), lane.drain());
  }

  @Test
  void theMemoryOfAllLanesIsBounded() {
    var message = new RoutingMessage(id(), OtherDomain.random(2_048), OtherDomain.random(2_048));
    var memory = new Semaphore(message.octets());
    var one = new Lane(Domain.parse("north.test"), memory);
    var other = new Lane(Domain.parse("west.test"), memory);
    assertTrue(one.add(message));
    assertFalse(other.add(message));
    one.drain();
    assertTrue(other.add(message));
  }

  @Test
  void onlyOneMayRunItAtATime() {
    lane.add(Receipt.accepted(id()));
    assertTrue(lane.start());
    lane.add(Receipt.accepted(id()));
    assertFalse(lane.start());
    lane.stop();
    assertTrue(lane.start());
  }

  @Test
  void anEmptyLaneIsNotRun() {
    assertFalse(lane.start());
    assertTrue(lane.isIdle());
  }

  @Test
  void itsMemoryIsBounded() {
    var message = new RoutingMessage(id(), OtherDomain.random(16_384), OtherDomain.random(16_384));
    var taken = IntStream.range(0, 1_000).filter(i -> lane.add(message)).count();
    assertEquals((16 << 20) / message.octets(), taken);
  }

  private static RoutingId id() {
    return RoutingId.of(OtherDomain.random(16));
  }
}
