package org.darkmail.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.darkmail.address.Domain;
import org.darkmail.address.Own;
import org.darkmail.routing.RoutingMessage;

/// Takes due rows out of the outbox and sends them on their way (step 5).
@ApplicationScoped
class Postman {
  // Rows may be due and yet wait for room in their destination's window.
  private static final Duration WINDOWS = Duration.ofSeconds(10);

  private final Domain own;
  private final Transactions transactions;
  private final Outbox outbox;
  private final Taking taking;
  private final Departures departures;
  private final Carrier carrier;
  private final InstantSource clock;

  @Inject
  Postman(
      @Own Domain own,
      Transactions transactions,
      Outbox outbox,
      Taking taking,
      Departures departures,
      Carrier carrier,
      InstantSource clock) {
    this.own = own;
    this.transactions = transactions;
    this.outbox = outbox;
    this.taking = taking;
    this.departures = departures;
    this.carrier = carrier;
    this.clock = clock;
  }

  Bell bell() {
    return outbox.bell();
  }

  private Map<Domain, List<RoutingMessage>> take(Instant now) {
    return transactions.call(() -> taking.take(now, this::reachable));
  }

  /// What has just been submitted to these and can be sent. Needs a transaction around it, after
  /// whose commit it is to be delivered.
  Map<Domain, List<RoutingMessage>> takeNew(Set<Domain> to, Instant now) {
    return taking.takeNew(to, now, this::reachable);
  }

  private boolean reachable(Domain to) {
    return departures.hasRoom() && (to.equals(own) || carrier.connected());
  }

  void deliver(Map<Domain, List<RoutingMessage>> due) {
    due.forEach(departures::send);
  }

  /// Sends what is due.
  ///
  /// @return when to look again unless the bell rings
  Instant step() {
    var now = clock.instant();
    while (transactions.call(() -> outbox.release(now)) > 0) {
      // Until nothing is held any more that is due.
    }
    for (var due = take(now); !due.isEmpty(); due = take(now)) {
      deliver(due);
    }
    var next = transactions.call(() -> outbox.nextDue(now));
    var look = now.plus(WINDOWS);
    return next.filter(look::isAfter).orElse(look);
  }
}
