package org.darkmail.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.darkmail.address.Domain;
import org.darkmail.address.Own;

/// Takes due rows out of the outbox and sends them on their way (step 5).
@ApplicationScoped
class Postman {
  // Rows may be due and yet wait for room in their destination's window.
  private static final Duration WINDOWS = Duration.ofSeconds(10);

  private final Domain own;
  private final Transactions transactions;
  private final Outbox outbox;
  private final Departures departures;
  private final Carrier carrier;
  private final InstantSource clock;

  @Inject
  Postman(
      @Own Domain own,
      Transactions transactions,
      Outbox outbox,
      Departures departures,
      Carrier carrier,
      InstantSource clock) {
    this.own = own;
    this.transactions = transactions;
    this.outbox = outbox;
    this.departures = departures;
    this.carrier = carrier;
    this.clock = clock;
  }

  Bell bell() {
    return outbox.bell();
  }

  /// Sends what is due.
  ///
  /// @return when to look again unless the bell rings
  Instant step() {
    var now = clock.instant();
    while (true) {
      var taken =
          transactions.call(() -> outbox.take(now, to -> to.equals(own) || carrier.connected()));
      if (taken.isEmpty()) {
        break;
      }
      taken.forEach((to, messages) -> departures.send(new Domain(to), messages));
    }
    var next = transactions.call(() -> outbox.nextDue(now));
    var look = now.plus(WINDOWS);
    return next.filter(look::isAfter).orElse(look);
  }
}
