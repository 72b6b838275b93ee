package org.darkmail.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.TreeSet;
import org.darkmail.address.Domain;
import org.darkmail.address.Own;

/// Shortens the wait after a stop or a cut: sends again at once what may have been lost with it,
/// and asks the others to do the same. Without it everything would still arrive, by the usual
/// intervals.
@ApplicationScoped
class Recovery {
  // What was sent longer ago has been through several attempts.
  private static final Duration LATELY = Duration.ofHours(1);
  private static final Duration BEFORE_A_CUT = Duration.ofMinutes(1);
  private static final int MOST_GREETED = 200;

  private final Domain own;
  private final Transactions transactions;
  private final Outbox outbox;
  private final Inbox inbox;
  private final Departures departures;
  private final Reach reach;
  private final InstantSource clock;
  private final Shares<Domain> greetings;
  private volatile boolean greeted;

  @Inject
  Recovery(
      @Own Domain own,
      Transactions transactions,
      Outbox outbox,
      Inbox inbox,
      Departures departures,
      Reach reach,
      InstantSource clock) {
    this.own = own;
    this.transactions = transactions;
    this.outbox = outbox;
    this.inbox = inbox;
    this.departures = departures;
    this.reach = reach;
    this.clock = clock;
    this.greetings = new Shares<>(clock, 3, 1.0 / 30);
  }

  /// Before anything else runs: nothing is under way in a process that has just started.
  void start() {
    var now = clock.instant();
    transactions.call(() -> outbox.sendAgain(now.minus(LATELY), now) + inbox.takeAgain(now));
  }

  void connected(@Observes Carrier.Connected connected) {
    reach.forgiveAll();
    var now = clock.instant();
    var domains = new TreeSet<String>();
    transactions.call(() -> {
      domains.addAll(inbox.recent(now.minus(Duration.ofDays(1))));
      domains.addAll(outbox.recent(now.minus(Duration.ofDays(1))));
      return outbox.sendAgain(now.minus(BEFORE_A_CUT), now);
    });
    outbox.bell().ring();
    if (!greeted) {
      greeted = true;
      domains.stream()
          .filter(domain -> !domain.equals(own.name()))
          .limit(MOST_GREETED)
          .forEach(domain -> departures.greet(new Domain(domain)));
    }
  }

  /// The domain was out of reach and has been heard again: all that waits for it may leave.
  void back(Domain from) {
    transactions.call(() -> outbox.sendAgain(from, Instant.EPOCH, clock.instant()));
    outbox.bell().ring();
  }

  /// A frame without elements: the domain has just come back.
  void greeted(Domain from, Instant time) {
    var now = clock.instant();
    if (time.isBefore(now.minus(LATELY)) || !greetings.take(from)) {
      return;
    }
    transactions.call(() -> outbox.sendAgain(from, now.minus(LATELY), now));
    outbox.bell().ring();
  }
}
