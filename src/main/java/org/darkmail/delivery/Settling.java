package org.darkmail.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.darkmail.account.AccountId;
import org.darkmail.address.Domain;
import org.darkmail.blob.Blobs;
import org.darkmail.delivery.Counters.Drop;
import org.darkmail.mailbox.Mailboxes;
import org.darkmail.routing.Reason;
import org.darkmail.routing.Receipt;
import org.darkmail.routing.RoutingId;
import org.darkmail.routing.Status;
import org.jspecify.annotations.Nullable;

/// Closes outbox rows (step 8): by a receipt of their destination, or by time, and tells the
/// author.
@ApplicationScoped
class Settling {
  static final List<Duration> NOTICES = List.of(Duration.ofHours(4), Duration.ofHours(24));
  static final Duration GIVE_UP = Duration.ofDays(5);

  /// The destination has [#GIVE_UP] for the claim and must say so by then; a day more for its word.
  static final Duration GIVE_UP_ACCEPTED = Duration.ofDays(6);

  private final Transactions transactions;
  private final Outbox outbox;
  private final Blobs blobs;
  private final Mailboxes mailboxes;
  private final Counters counters;
  private final InstantSource clock;
  private final SecureRandom random;

  @Inject
  Settling(
      Transactions transactions,
      Outbox outbox,
      Blobs blobs,
      Mailboxes mailboxes,
      Counters counters,
      InstantSource clock,
      SecureRandom random) {
    this.transactions = transactions;
    this.outbox = outbox;
    this.blobs = blobs;
    this.mailboxes = mailboxes;
    this.counters = counters;
    this.clock = clock;
    this.random = random;
  }

  /// Applies receipts, each of which may have been applied before.
  void settle(Domain from, List<Receipt> receipts) {
    var _ =
        Attempts.at(() ->
            transactions.call(() -> {
              var rows = outbox.lock(receipts.stream().map(Receipt::id).distinct().toList());
              var outcomes = new Outcomes();
              receipts.forEach(receipt -> settle(from, receipt, rows.get(receipt.id()), outcomes));
              outcomes.write(outbox, mailboxes, blobs);
              return true;
            }));
    outbox.bell().ring();
  }

  private void settle(Domain from, Receipt receipt, @Nullable OutboxRow row, Outcomes outcomes) {
    if (row == null || !row.domain().equals(from)) {
      counters.count(Drop.FOREIGN_RECEIPT);
      return;
    }
    var now = clock.instant();
    switch (receipt.outcome()) {
      case ACCEPTED -> accepted(row, now, outcomes);
      case CLAIMED -> claimed(row, now, outcomes);
      case REFUSED -> refused(row, receipt.reason(), now, outcomes);
    }
  }

  private void accepted(OutboxRow row, Instant now, Outcomes outcomes) {
    switch (row.state()) {
      case WAITING -> {
        row.accept(now);
        row.dueAt(now.plus(Backoff.POLL.after(1, random)));
        report(row, Status.State.ACCEPTED, null, now, outcomes);
      }
      case HELD, ACCEPTED, CLAIMED, REFUSED, EXPIRED, WITHDRAWN -> {}
    }
  }

  private static void claimed(OutboxRow row, Instant now, Outcomes outcomes) {
    switch (row.state()) {
      // A receipt may come after we gave up; it is the truth all the same.
      case WAITING, ACCEPTED, EXPIRED -> {
        close(row, OutboxRow.State.CLAIMED, now, outcomes);
        report(row, Status.State.CLAIMED, null, now, outcomes);
      }
      case WITHDRAWN -> {
        if (row.hasLeft()) {
          row.close(OutboxRow.State.CLAIMED, now);
          report(row, Status.State.CLAIMED, null, now, outcomes);
        }
      }
      case HELD, CLAIMED, REFUSED -> {}
    }
  }

  private static void refused(
      OutboxRow row, @Nullable Reason reason, Instant now, Outcomes outcomes) {
    switch (row.state()) {
      case WAITING, ACCEPTED -> {
        close(row, OutboxRow.State.REFUSED, now, outcomes);
        report(row, Status.State.REFUSED, reason, now, outcomes);
      }
      case HELD, CLAIMED, REFUSED, EXPIRED, WITHDRAWN -> {}
    }
  }

  /// Tells authors of delays, and gives up what is too old.
  ///
  /// @return whether there may be more to do at once
  boolean sweep() {
    return transactions.call(() -> {
      var now = clock.instant();
      var outcomes = new Outcomes();
      var expired = outbox.waitingSince(now.minus(GIVE_UP), Integer.MAX_VALUE);
      var silent = outbox.acceptedSince(now.minus(GIVE_UP_ACCEPTED));
      expired.forEach(row -> expire(row, now, outcomes));
      silent.forEach(row -> expire(row, now, outcomes));
      var vanished = outbox.expired(now);
      vanished.stream()
          .filter(row -> !expired.contains(row) && !silent.contains(row))
          .forEach(row -> {
            close(row, OutboxRow.State.REFUSED, now, outcomes);
            report(row, Status.State.REFUSED, Reason.EXPIRED, now, outcomes);
          });
      var more = !expired.isEmpty() || !silent.isEmpty() || !vanished.isEmpty();
      for (var notice = NOTICES.size(); notice > 0; notice--) {
        var late = outbox.waitingSince(now.minus(NOTICES.get(notice - 1)), notice);
        for (var row : late) {
          row.noticed(notice);
          report(row, Status.State.DELAYED, null, now, outcomes);
        }
        more |= !late.isEmpty();
      }
      outcomes.write(outbox, mailboxes, blobs);
      return more;
    });
  }

  /// Stops what its author does not want delivered any more.
  Map<RoutingId, Stopped> stop(AccountId author, List<RoutingId> ids) {
    return transactions.call(() -> {
      var rows = outbox.lock(ids);
      var outcomes = new Outcomes();
      var all = new LinkedHashMap<RoutingId, Stopped>();
      ids.forEach(id -> {
        var row = rows.get(id);
        all.put(
            id,
            row != null && row.account().equals(author) ? stop(row, outcomes) : Stopped.UNKNOWN);
      });
      outcomes.write(outbox, mailboxes, blobs);
      return all;
    });
  }

  private Stopped stop(OutboxRow row, Outcomes outcomes) {
    var now = clock.instant();
    return switch (row.state()) {
      case HELD, WAITING -> {
        var left = row.hasLeft();
        close(row, OutboxRow.State.WITHDRAWN, now, outcomes);
        report(row, left ? Status.State.STOPPED : Status.State.WITHDRAWN, null, now, outcomes);
        yield left ? Stopped.MAY_HAVE_LEFT : Stopped.NEVER_LEFT;
      }
      case WITHDRAWN -> row.hasLeft() ? Stopped.MAY_HAVE_LEFT : Stopped.NEVER_LEFT;
      case ACCEPTED, CLAIMED, REFUSED, EXPIRED -> Stopped.TOO_LATE;
    };
  }

  /// Gives up now what this destination has not accepted.
  ///
  /// @return how many
  int giveUp(Domain to) {
    var all = 0;
    for (var some = giveUpSome(to); some > 0; some = giveUpSome(to)) {
      all += some;
    }
    return all;
  }

  private int giveUpSome(Domain to) {
    return transactions.call(() -> {
      var now = clock.instant();
      var outcomes = new Outcomes();
      var rows = outbox.waitingFor(to);
      rows.forEach(row -> expire(row, now, outcomes));
      outcomes.write(outbox, mailboxes, blobs);
      return rows.size();
    });
  }

  private static void expire(OutboxRow row, Instant now, Outcomes outcomes) {
    close(row, OutboxRow.State.EXPIRED, now, outcomes);
    report(row, Status.State.EXPIRED, null, now, outcomes);
  }

  private static void close(OutboxRow row, OutboxRow.State how, Instant now, Outcomes outcomes) {
    row.close(how, now);
    outcomes.close(row);
  }

  private static void report(
      OutboxRow row, Status.State state, @Nullable Reason reason, Instant now, Outcomes outcomes) {
    outcomes.tell(row.account(), new Status(row.id(), state, reason, now));
  }
}
