package org.darkmail.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
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
              inOneOrder(receipts).forEach(receipt -> settle(from, receipt));
              return true;
            }));
    outbox.bell().ring();
  }

  /// By account, so that two transactions never wait for each other.
  private List<Receipt> inOneOrder(List<Receipt> receipts) {
    var accounts = new HashMap<RoutingId, Long>();
    receipts.forEach(receipt -> accounts.computeIfAbsent(receipt.id(), outbox::accountOf));
    return receipts.stream()
        .sorted(Comparator.<Receipt>comparingLong(r -> accounts.getOrDefault(r.id(), 0L)))
        .toList();
  }

  private void settle(Domain from, Receipt receipt) {
    var row = outbox.lock(receipt.id()).filter(r -> r.domain().equals(from));
    if (row.isEmpty()) {
      counters.count(Drop.FOREIGN_RECEIPT);
      return;
    }
    var now = clock.instant();
    switch (receipt.outcome()) {
      case ACCEPTED -> accepted(row.get(), now);
      case CLAIMED -> claimed(row.get(), now);
      case REFUSED -> refused(row.get(), receipt.reason(), now);
    }
  }

  private void accepted(OutboxRow row, Instant now) {
    switch (row.state()) {
      case WAITING -> {
        row.accept(now);
        row.dueAt(now.plus(Backoff.POLL.after(1, random)));
        report(row, Status.State.ACCEPTED, null, now);
      }
      case ACCEPTED, CLAIMED, REFUSED, EXPIRED -> {}
    }
  }

  private void claimed(OutboxRow row, Instant now) {
    switch (row.state()) {
      // A receipt may come after we gave up; it is the truth all the same.
      case WAITING, ACCEPTED, EXPIRED -> {
        close(row, OutboxRow.State.CLAIMED, now);
        report(row, Status.State.CLAIMED, null, now);
      }
      case CLAIMED, REFUSED -> {}
    }
  }

  private void refused(OutboxRow row, @Nullable Reason reason, Instant now) {
    switch (row.state()) {
      case WAITING, ACCEPTED -> {
        close(row, OutboxRow.State.REFUSED, now);
        report(row, Status.State.REFUSED, reason, now);
      }
      case CLAIMED, REFUSED, EXPIRED -> {}
    }
  }

  /// Tells authors of delays, and gives up what is too old.
  ///
  /// @return whether there may be more to do at once
  boolean sweep() {
    return transactions.call(() -> {
      var now = clock.instant();
      var expired = outbox.waitingSince(now.minus(GIVE_UP), Integer.MAX_VALUE);
      var silent = outbox.acceptedSince(now.minus(GIVE_UP_ACCEPTED));
      inOrder(expired).forEach(row -> expire(row, now));
      inOrder(silent).forEach(row -> expire(row, now));
      var more = !expired.isEmpty() || !silent.isEmpty();
      for (var notice = NOTICES.size(); notice > 0; notice--) {
        var late = outbox.waitingSince(now.minus(NOTICES.get(notice - 1)), notice);
        for (var row : inOrder(late)) {
          row.noticed(notice);
          report(row, Status.State.DELAYED, null, now);
        }
        more |= !late.isEmpty();
      }
      return more;
    });
  }

  private static List<OutboxRow> inOrder(List<OutboxRow> rows) {
    return rows.stream().sorted(Comparator.comparingLong(row -> row.account().value())).toList();
  }

  private void expire(OutboxRow row, Instant now) {
    close(row, OutboxRow.State.EXPIRED, now);
    report(row, Status.State.EXPIRED, null, now);
  }

  private void close(OutboxRow row, OutboxRow.State how, Instant now) {
    row.close(how, now);
    blobs.release(Mailboxes.owner(row.account()), Submissions.uses(row.id(), row.blobs()));
  }

  private void report(OutboxRow row, Status.State state, @Nullable Reason reason, Instant now) {
    mailboxes.report(row.account(), new Status(row.id(), state, reason, now));
  }
}
