package org.darkmail.mailbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.darkmail.account.AccountId;
import org.darkmail.account.AccountOpened;
import org.darkmail.blob.BlobName;
import org.darkmail.blob.Blobs;
import org.darkmail.blob.Owner;
import org.darkmail.routing.Arrival;
import org.darkmail.routing.Status;

/// Reads and writes mailboxes. Each write joins the caller's transaction, if there is one.
@ApplicationScoped
@Transactional
public class Mailboxes {

  private final EntityManager database;
  private final Items items;
  private final Blobs blobs;
  private final Event<MailboxChanged> changed;

  @Inject
  Mailboxes(EntityManager database, Blobs blobs, Event<MailboxChanged> changed) {
    this.database = database;
    this.items = new Items(database);
    this.blobs = blobs;
    this.changed = changed;
  }

  /// The owner, for `blob`, of an account's blobs.
  public static Owner owner(AccountId account) {
    return new Owner("account:" + account.value());
  }

  void open(@Observes AccountOpened opened) {
    database.persist(new MailboxRow(opened.account()));
    blobs.open(owner(opened.account()));
  }

  /// The account's change number.
  public long change(AccountId account) {
    return database
        .createQuery("select m.change from MailboxRow m where m.account = :account", Long.class)
        .setParameter("account", account.value())
        .getSingleResult();
  }

  /// @param since 0 for everything
  /// @param limit how many items at most; 1 to 500
  public Changes changes(AccountId account, long since, int limit) {
    var until = change(account);
    var page = items.page(account, since, until, limit);
    var reached = page.isEmpty() ? until : page.getLast().change();
    return new Changes(page, reached, reached < until);
  }

  /// Writes everything or nothing.
  public Result write(AccountId account, Batch batch) {
    var mailbox = locked(account);
    var there = items.named(account, batch.operations().stream().map(Operation::id).toList());
    var growth = growth(batch.operations(), there);
    if (growth > 0 && !blobs.hasRoom(owner(account), growth)) {
      return new Result.OverQuota();
    }
    var unexpected =
        batch.operations().stream()
            .filter(operation -> !expected(operation, there))
            .map(Operation::id)
            .toList();
    if (!unexpected.isEmpty()) {
      return new Result.Conflict(items.page(account, unexpected));
    }
    return apply(mailbox, there, batch.operations());
  }

  /// Makes the item of an arrival. The same arrival again changes nothing, also after the vault has
  /// deleted it.
  ///
  /// @param held local names of the arrival's blobs, complete copies of this account's
  /// @param expires when it is to be deleted, if ever
  /// @return the account's change number
  public long arrive(
      AccountId account, Arrival arrival, List<BlobName> held, Optional<Instant> expires) {
    var id = ItemId.derived(Kind.ARRIVAL, arrival.origin() + "\n" + arrival.routing());
    var mailbox = locked(account);
    var there = items.named(account, List.of(id));
    if (there.isEmpty()) {
      var put = new Operation.Put(id, Kind.ARRIVAL, 0, arrival.json(), held, expires);
      make(mailbox, there, List.of(put));
    }
    return mailbox.change();
  }

  /// Makes or rewrites the items that tell an author how far messages have come.
  ///
  /// @param statuses each of another message
  /// @return the account's change number
  public long report(AccountId account, List<Status> statuses) {
    var ids = statuses.stream().map(Mailboxes::item).toList();
    var mailbox = locked(account);
    var there = items.named(account, ids);
    var puts =
        statuses.stream()
            .<Operation>map(status -> {
              var id = item(status);
              var row = there.get(id);
              var revision = row == null ? 0 : row.revision();
              return new Operation.Put(id, Kind.STATUS, revision, status.json(), List.of());
            })
            .toList();
    make(mailbox, there, puts);
    return mailbox.change();
  }

  /// Accounts that have items which have expired, some of them.
  public List<AccountId> expiring(Instant now) {
    return items.ofExpired(now, 100);
  }

  /// Deletes items of an account that have expired, as if its vault had: it is told as of any
  /// change. There may be more.
  ///
  /// @return their blobs
  public List<BlobName> expire(AccountId account, Instant now) {
    var mailbox = locked(account);
    var there = items.expired(account, now);
    var blobs = there.values().stream().flatMap(row -> row.blobs().stream()).toList();
    if (!there.isEmpty()) {
      var deletes = new ArrayList<Operation>();
      there.forEach((id, row) -> deletes.add(new Operation.Delete(id, row.revision())));
      apply(mailbox, there, deletes);
    }
    return blobs;
  }

  private static ItemId item(Status status) {
    return ItemId.derived(Kind.STATUS, status.routing().toString());
  }

  private void make(MailboxRow mailbox, Map<ItemId, ItemRow> there, List<Operation> puts) {
    if (apply(mailbox, there, puts) instanceof Result.NoSuchBlobs) {
      throw new IllegalStateException("an arrival without its blobs");
    }
  }

  private Result apply(MailboxRow mailbox, Map<ItemId, ItemRow> there, List<Operation> operations) {
    var growth = growth(operations, there);
    var result = new Write(database, blobs, mailbox, there).apply(operations);
    if (result instanceof Result.Written) {
      blobs.charge(owner(mailbox.account()), growth);
      changed.fire(new MailboxChanged(mailbox.account(), mailbox.change()));
    }
    return result;
  }

  /// Octets of ciphertext that the account has more after these writes; negative if fewer.
  private static long growth(List<Operation> operations, Map<ItemId, ItemRow> there) {
    var written =
        operations.stream()
            .mapToLong(operation ->
                switch (operation) {
                  case Operation.Put put -> put.ciphertext().length;
                  case Operation.Delete _ -> 0;
                })
            .sum();
    return written - there.values().stream().mapToLong(ItemRow::size).sum();
  }

  private static boolean expected(Operation operation, Map<ItemId, ItemRow> there) {
    var row = there.get(operation.id());
    return switch (operation) {
      case Operation.Put put ->
          row == null
              ? put.revision() == 0
              : put.revision() == row.revision() && put.kind() == row.kind();
      case Operation.Delete delete ->
          row != null && !row.buried() && delete.revision() == row.revision();
    };
  }

  /// The row is read here alone, so that it is never older than its lock.
  private MailboxRow locked(AccountId account) {
    blobs.lock(owner(account));
    var row = database.find(MailboxRow.class, account.value(), LockModeType.PESSIMISTIC_WRITE);
    if (row == null) {
      throw new IllegalStateException("an account without a mailbox");
    }
    return row;
  }
}
