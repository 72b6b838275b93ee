package org.darkmail.mailbox;

import static java.util.Objects.requireNonNull;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.darkmail.account.AccountId;
import org.darkmail.blob.BlobName;
import org.darkmail.blob.Blobs;
import org.darkmail.blob.Use;

/// Carries out operations that have been found to meet what they expect, under the lock of the
/// mailbox.
final class Write {

  private final EntityManager database;
  private final Blobs blobs;
  private final MailboxRow mailbox;
  private final Map<ItemId, ItemRow> rows;

  /// @param there the rows of the operations' items that exist
  Write(EntityManager database, Blobs blobs, MailboxRow mailbox, Map<ItemId, ItemRow> there) {
    this.database = database;
    this.blobs = blobs;
    this.mailbox = mailbox;
    this.rows = new HashMap<>(there);
  }

  /// @return [Result.Written] or [Result.NoSuchBlobs]
  Result apply(List<Operation> operations) {
    var held = new ArrayList<Use>();
    var released = new ArrayList<Use>();
    var dropped = new ArrayList<Use>();
    for (var operation : operations) {
      var now = blobs(operation);
      var before = rows.containsKey(operation.id()) ? row(operation).blobs() : List.<BlobName>of();
      uses(operation, now, before).forEach(held::add);
      var ends = rows.containsKey(operation.id()) && row(operation).ends();
      uses(operation, before, now).forEach(ends ? dropped::add : released::add);
    }
    var owner = Mailboxes.owner(account());
    var missing = blobs.hold(owner, held);
    if (!missing.isEmpty()) {
      return new Result.NoSuchBlobs(missing);
    }
    write(operations);
    blobs.release(owner, released);
    blobs.drop(owner, dropped);
    return new Result.Written(
        mailbox.change(), operations.stream().map(this::row).map(ItemRow::stamp).toList());
  }

  private void write(List<Operation> operations) {
    var replaced = rows.values().stream().flatMap(row -> row.content().stream()).toList();
    // Contents before the items that refer to them.
    var contents = new HashMap<ItemId, ContentRow>();
    for (var operation : operations) {
      if (operation instanceof Operation.Put put) {
        var content = new ContentRow(put.ciphertext());
        database.persist(content);
        contents.put(put.id(), content);
      }
    }
    for (var operation : operations) {
      switch (operation) {
        case Operation.Put put -> {
          var row = rows.computeIfAbsent(put.id(), id -> new ItemRow(account(), id, put.kind()));
          row.write(
              mailbox.next(), requireNonNull(contents.get(put.id())), put.blobs(), put.expires());
          database.persist(row);
        }
        case Operation.Delete delete -> row(delete).bury(mailbox.next());
      }
    }
    database.flush();
    new Items(database).deleteContents(replaced);
  }

  private List<Use> uses(Operation operation, List<BlobName> these, Collection<BlobName> without) {
    var holder = "item:" + account().value() + "/" + operation.id();
    return these.stream()
        .filter(blob -> !without.contains(blob))
        .map(blob -> new Use(blob, holder))
        .toList();
  }

  private static List<BlobName> blobs(Operation operation) {
    return switch (operation) {
      case Operation.Put put -> put.blobs();
      case Operation.Delete _ -> List.of();
    };
  }

  private AccountId account() {
    return mailbox.account();
  }

  private ItemRow row(Operation operation) {
    var row = rows.get(operation.id());
    if (row == null) {
      throw new IllegalStateException("no row for an operation");
    }
    return row;
  }
}
