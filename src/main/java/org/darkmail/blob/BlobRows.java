package org.darkmail.blob;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the database knows of blobs, in short transactions: no octets are moved within one.
@ApplicationScoped
@Transactional
class BlobRows {

  private static final String GARBAGE =
      "(b.doomed = true or b.freeSince < :since)"
          + " and not exists (select u from UseRow u where u.blob = b.name)";

  private final EntityManager database;

  @Inject
  BlobRows(EntityManager database) {
    this.database = database;
  }

  void open(Owner owner, long quota) {
    database.persist(new OwnerRow(owner, quota));
  }

  Optional<Blob> reserve(BlobName name, Owner owner, long size, boolean shared, Instant now) {
    var row = locked(owner);
    if (!row.room().has(size)) {
      return Optional.empty();
    }
    row.add(size);
    var blob = new BlobRow(name, owner, size, shared, now);
    database.persist(blob);
    return Optional.of(blob.blob());
  }

  Optional<Blob> find(BlobName name) {
    return row(name).filter(row -> !row.doomed()).map(BlobRow::blob);
  }

  List<Blob> find(Collection<BlobName> names) {
    return database
        .createQuery(
            "select b from BlobRow b where b.name in :names and b.doomed = false", BlobRow.class)
        .setParameter("names", names.stream().map(BlobName::text).toList())
        .getResultStream()
        .map(BlobRow::blob)
        .toList();
  }

  void complete(BlobName name) {
    database
        .createQuery("update BlobRow b set b.complete = true where b.name = :name")
        .setParameter("name", name.text())
        .executeUpdate();
  }

  /// An upload that goes on has its time to finish anew.
  void touch(BlobName name, Instant now) {
    database
        .createQuery(
            "update BlobRow b set b.freeSince = :now"
                + " where b.name = :name and b.freeSince is not null")
        .setParameter("now", now)
        .setParameter("name", name.text())
        .executeUpdate();
  }

  boolean hasRoom(Owner owner, long octets) {
    return locked(owner).room().has(octets);
  }

  Optional<Room> room(Owner owner) {
    return Optional.ofNullable(database.find(OwnerRow.class, owner.key())).map(OwnerRow::room);
  }

  /// Octets of all owners together; reads a row for each.
  long used() {
    return database
        .createQuery("select coalesce(sum(o.used), 0) from OwnerRow o", Long.class)
        .getSingleResult();
  }

  void charge(Owner owner, long octets) {
    locked(owner).add(octets);
  }

  List<BlobName> hold(Owner owner, Collection<Use> uses) {
    locked(owner);
    var wanted = uses.stream().map(use -> use.blob().text()).collect(Collectors.toSet());
    var there =
        locked("b.owner = :owner and b.complete = true and b.doomed = false", wanted, owner);
    there.forEach(wanted::remove);
    if (!wanted.isEmpty()) {
      return wanted.stream().map(BlobName::new).toList();
    }
    var held = held(uses);
    uses.stream()
        .distinct()
        .filter(use -> !held.contains(use))
        .forEach(use -> database.persist(new UseRow(use)));
    free(there, null);
    return List.of();
  }

  void release(Owner owner, Collection<Use> uses, Instant now) {
    locked(owner);
    var names = uses.stream().map(use -> use.blob().text()).collect(Collectors.toSet());
    var there = locked("b.owner = :owner", names, owner);
    var released = Set.copyOf(uses);
    database
        .createQuery(
            "select u from UseRow u where u.holder in :holders and u.blob in :names", UseRow.class)
        .setParameter("holders", released.stream().map(Use::holder).collect(Collectors.toSet()))
        .setParameter("names", names)
        .getResultStream()
        .filter(row -> released.contains(row.use()))
        .forEach(database::remove);
    var stillUsed =
        Set.copyOf(
            database
                .createQuery("select u.blob from UseRow u where u.blob in :names", String.class)
                .setParameter("names", names)
                .getResultList());
    free(there.stream().filter(name -> !stillUsed.contains(name)).toList(), now);
  }

  /// Blobs that nothing has held since then, and those whose collection was begun but not ended.
  List<BlobName> garbage(Instant since, int most) {
    return database
        .createQuery(
            "select b.name from BlobRow b where " + GARBAGE + " order by b.freeSince", String.class)
        .setParameter("since", since)
        .setMaxResults(most)
        .getResultStream()
        .map(BlobName::new)
        .toList();
  }

  /// From here on nothing can hold it.
  ///
  /// @return false if something holds it by now
  boolean doom(BlobName name, Instant since) {
    return database
            .createQuery("update BlobRow b set b.doomed = true where b.name = :name and " + GARBAGE)
            .setParameter("name", name.text())
            .setParameter("since", since)
            .executeUpdate()
        == 1;
  }

  void forget(BlobName name) {
    row(name)
        .ifPresent(row -> {
          locked(row.blob().owner()).add(-row.blob().size());
          database.remove(row);
        });
  }

  private Optional<BlobRow> row(BlobName name) {
    return Optional.ofNullable(database.find(BlobRow.class, name.text()));
  }

  /// The first lock of every transaction that has more than one, so that none waits for another in
  /// a circle.
  OwnerRow locked(Owner owner) {
    var row = database.find(OwnerRow.class, owner.key(), LockModeType.PESSIMISTIC_WRITE);
    if (row == null) {
      throw new IllegalStateException("no such owner of blobs");
    }
    return row;
  }

  /// Names of those that meet the condition. In one order for all, so that two transactions never
  /// wait for each other.
  private List<String> locked(String condition, Set<String> names, Owner owner) {
    return database
        .createQuery(
            "select b from BlobRow b where b.name in :names and " + condition + " order by b.name",
            BlobRow.class)
        .setParameter("names", names)
        .setParameter("owner", owner.key())
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultStream()
        .map(BlobRow::name)
        .toList();
  }

  /// By a statement, not by way of the entities: they may have been read before the lock.
  private void free(Collection<String> names, @Nullable Instant since) {
    if (!names.isEmpty()) {
      database
          .createQuery("update BlobRow b set b.freeSince = :since where b.name in :names")
          .setParameter("since", since)
          .setParameter("names", names)
          .executeUpdate();
    }
  }

  private Set<Use> held(Collection<Use> uses) {
    return database
        .createQuery("select u from UseRow u where u.holder in :holders", UseRow.class)
        .setParameter("holders", uses.stream().map(Use::holder).collect(Collectors.toSet()))
        .getResultStream()
        .map(UseRow::use)
        .collect(Collectors.toSet());
  }
}
