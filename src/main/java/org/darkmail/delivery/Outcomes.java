package org.darkmail.delivery;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.darkmail.account.AccountId;
import org.darkmail.blob.Blobs;
import org.darkmail.blob.Use;
import org.darkmail.mailbox.Mailboxes;
import org.darkmail.routing.RoutingId;
import org.darkmail.routing.Status;

/// What one transaction tells authors, and the rows that it closes: written account by account, in
/// one order for all, and each mailbox once.
final class Outcomes {

  private record Of(Map<RoutingId, Status> statuses, Collection<Use> released) {}

  private final Map<AccountId, Of> accounts =
      new TreeMap<>(Comparator.comparingLong(AccountId::value));

  private final List<RoutingId> closed = new ArrayList<>();

  /// Of two about one message the later one is told.
  void tell(AccountId author, Status status) {
    of(author).statuses.put(status.routing(), status);
  }

  /// It needs its payload and its blobs no more.
  void close(OutboxRow row) {
    closed.add(row.id());
    of(row.account()).released.addAll(Submissions.uses(row.id(), row.blobs()));
  }

  void write(Outbox outbox, Mailboxes mailboxes, Blobs blobs) {
    outbox.empty(closed);
    accounts.forEach((account, of) -> {
      blobs.release(Mailboxes.owner(account), of.released);
      if (!of.statuses.isEmpty()) {
        mailboxes.report(account, List.copyOf(of.statuses.values()));
      }
    });
  }

  private Of of(AccountId account) {
    return accounts.computeIfAbsent(account, _ -> new Of(new LinkedHashMap<>(), new ArrayList<>()));
  }
}
