package org.darkmail.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.darkmail.account.AccountId;
import org.darkmail.address.Domain;
import org.darkmail.blob.BlobName;
import org.darkmail.blob.Blobs;
import org.darkmail.blob.Use;
import org.darkmail.mailbox.Batch;
import org.darkmail.mailbox.Mailboxes;
import org.darkmail.mailbox.Result;
import org.darkmail.routing.RoutingId;
import org.darkmail.routing.RoutingMessage;

/// Takes over what an author sends (step 4): outbox rows, the blobs' holds and the author's own
/// copy in one transaction. The transaction takes what is to be sent with it, so that this is on
/// its way right after the commit.
@ApplicationScoped
public class Submissions {
  /// Recipients of one mail (spec 40.1): To and Cc, and as many Bcc.
  public static final int MAX_MESSAGES = 200;

  /// So long a message may be held back (spec 80.2).
  public static final Duration LONGEST_HOLD = Duration.ofDays(14);

  /// Messages of one account at once, and in a second in the long run.
  static final int BURST = 10_000;

  private static final double RATE = 10;

  private final Transactions transactions;
  private final Outbox outbox;
  private final Blobs blobs;
  private final Mailboxes mailboxes;
  private final Postman postman;
  private final Settling settling;
  private final InstantSource clock;
  private final Shares<AccountId> shares;

  @Inject
  Submissions(
      Transactions transactions,
      Outbox outbox,
      Blobs blobs,
      Mailboxes mailboxes,
      Postman postman,
      Settling settling,
      InstantSource clock) {
    this.transactions = transactions;
    this.outbox = outbox;
    this.blobs = blobs;
    this.mailboxes = mailboxes;
    this.postman = postman;
    this.settling = settling;
    this.clock = clock;
    this.shares = new Shares<>(clock, BURST, RATE);
  }

  /// Rolls the transaction back and carries the reason out of it.
  private static final class Undone extends RuntimeException {
    private final transient Submitted why;

    Undone(Submitted why) {
      super(null, null, false, false);
      this.why = why;
    }
  }

  /// Whether these are 1 to [#MAX_MESSAGES] messages with different ids.
  public static boolean takes(List<Submission> messages) {
    var ids = messages.stream().map(message -> message.message().id()).distinct().count();
    return ids == messages.size() && ids >= 1 && ids <= MAX_MESSAGES;
  }

  /// Everything or nothing, sent at once.
  ///
  /// @param messages such as it [#takes]
  /// @param batch the author's own copy
  public Submitted submit(AccountId account, List<Submission> messages, Batch batch) {
    return submit(account, messages, Duration.ZERO, batch);
  }

  /// Everything or nothing.
  ///
  /// @param messages such as it [#takes]
  /// @param hold how long nothing of it is sent and all of it may be withdrawn; at most
  ///   [#LONGEST_HOLD]
  /// @param batch the author's own copy
  public Submitted submit(
      AccountId account, List<Submission> messages, Duration hold, Batch batch) {
    if (!takes(messages) || hold.isNegative() || hold.compareTo(LONGEST_HOLD) > 0) {
      throw new IllegalArgumentException("not a submission");
    }
    if (!shares.take(account, messages.size())) {
      return new Submitted.TooMany();
    }
    try {
      var written = transactions.call(() -> write(account, messages, hold, batch));
      postman.deliver(written.due());
      if (hold.isPositive()) {
        // Else the sender might wake up later than that.
        postman.bell().ring();
      }
      return written.result();
    } catch (Undone undone) {
      return undone.why;
    }
  }

  /// Takes held messages back: all of them or none.
  ///
  /// @param batch what becomes of the author's own copy; written only if it is not too late
  public Submitted withdraw(AccountId account, List<RoutingId> ids, Batch batch) {
    try {
      return transactions.call(() -> writeBack(account, ids, batch));
    } catch (Undone undone) {
      return undone.why;
    }
  }

  /// Stops messages that have not been accepted, each by itself.
  public Map<RoutingId, Stopped> stop(AccountId account, List<RoutingId> ids) {
    return settling.stop(account, ids);
  }

  private record Written(Submitted result, Map<Domain, List<RoutingMessage>> due) {}

  private Submitted writeBack(AccountId account, List<RoutingId> ids, Batch batch) {
    var rows = outbox.lock(ids);
    var own = rows.values().stream().filter(row -> row.account().equals(account)).count();
    if (ids.isEmpty() || own < ids.size()) {
      return new Submitted.NoSuchMessages();
    }
    var states = rows.values().stream().map(OutboxRow::state).collect(Collectors.toSet());
    // If the answer to an earlier withdrawal was lost, its batch is a conflict now, which tells so.
    if (!Set.of(OutboxRow.State.HELD, OutboxRow.State.WITHDRAWN).containsAll(states)) {
      return new Submitted.TooLate();
    }
    var change = written(account, batch);
    var outcomes = new Outcomes();
    for (var row : rows.values()) {
      row.close(OutboxRow.State.WITHDRAWN, clock.instant());
      outcomes.close(row);
    }
    outcomes.write(outbox, mailboxes, blobs);
    return new Submitted.Done(change);
  }

  private long written(AccountId account, Batch batch) {
    return switch (mailboxes.write(account, batch)) {
      case Result.Written written -> written.change();
      case Result.Conflict conflict -> throw new Undone(new Submitted.Conflict(conflict.items()));
      case Result.NoSuchBlobs missing ->
          throw new Undone(new Submitted.NoSuchBlobs(missing.blobs()));
      case Result.OverQuota _ -> throw new Undone(new Submitted.OverQuota());
    };
  }

  private Written write(AccountId account, List<Submission> messages, Duration hold, Batch batch) {
    var known = outbox.find(messages.stream().map(message -> message.message().id()).toList());
    if (!known.isEmpty()) {
      var result =
          again(account, messages, known)
              ? new Submitted.Done(known.values().iterator().next().change())
              : new Submitted.DuplicateId();
      return new Written(result, Map.of());
    }
    hold(account, messages);
    var change = written(account, batch);
    var now = clock.instant();
    // What its author keeps no longer, nobody else need have.
    var expires = batch.expires();
    var bulk = messages.size() > Turns.FEW;
    var due = now.plus(hold);
    outbox.add(
        messages.stream()
            .map(m -> new OutboxRow(account, m, bulk, change, now, due, expires))
            .toList());
    var to = messages.stream().map(Submission::domain).collect(Collectors.toSet());
    var leaving =
        hold.isPositive() ? Map.<Domain, List<RoutingMessage>>of() : postman.takeNew(to, now);
    return new Written(new Submitted.Done(change), leaving);
  }

  private static boolean again(
      AccountId account, List<Submission> messages, Map<RoutingId, OutboxRow> known) {
    return messages.stream()
        .allMatch(message -> {
          var row = known.get(message.message().id());
          return row != null && row.is(account, message.digest());
        });
  }

  private void hold(AccountId account, List<Submission> messages) {
    var uses = messages.stream().flatMap(m -> uses(m.message().id(), m.blobs()).stream()).toList();
    var missing = blobs.hold(Mailboxes.owner(account), uses);
    if (!missing.isEmpty()) {
      throw new Undone(new Submitted.NoSuchBlobs(missing));
    }
  }

  /// What an outbox row needs.
  static List<Use> uses(RoutingId id, List<BlobName> blobs) {
    return blobs.stream().distinct().map(blob -> new Use(blob, "outbox:" + id)).toList();
  }
}
