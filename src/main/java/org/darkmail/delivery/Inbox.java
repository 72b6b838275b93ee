package org.darkmail.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.darkmail.address.Domain;
import org.darkmail.routing.RoutingId;

/// The inbox's rows. Each method needs a transaction around it.
@ApplicationScoped
class Inbox {
  // So long nobody else tries a claim that is under way; a node that starts takes all at once.
  private static final Duration LEASE = Duration.ofMinutes(10);
  private static final int SKIP_LOCKED = -2;

  private final EntityManager database;
  private final Bell bell = new Bell();

  @Inject
  Inbox(EntityManager database) {
    this.database = database;
  }

  /// Rung after a commit that has made rows due.
  Bell bell() {
    return bell;
  }

  Map<RoutingId, InboxRow> find(Domain origin, Collection<RoutingId> ids) {
    return database
        .createQuery(
            "select i from InboxRow i where i.origin = :origin and i.routing in :ids",
            InboxRow.class)
        .setParameter("origin", origin.name())
        .setParameter("ids", ids.stream().map(RoutingId::toString).toList())
        .getResultStream()
        .collect(Collectors.toMap(InboxRow::routing, Function.identity()));
  }

  /// @throws jakarta.persistence.PersistenceException here or at the commit, if another node was
  ///   first
  void add(InboxRow row) {
    database.persist(row);
  }

  Optional<InboxRow> lock(long row) {
    return Optional.ofNullable(database.find(InboxRow.class, row, LockModeType.PESSIMISTIC_WRITE));
  }

  /// How many of this origin's are still to be claimed.
  long waiting(Domain origin) {
    return database
        .createQuery(
            "select count(i) from InboxRow i where i.origin = :origin and i.due is not null",
            Long.class)
        .setParameter("origin", origin.name())
        .getSingleResult();
  }

  /// Takes claims that are due, for this node alone for a while.
  List<Claim> take(Instant now, int most) {
    if (most == 0) {
      return List.of();
    }
    var rows =
        database
            .createQuery(
                "select i from InboxRow i where i.due <= :now order by i.due", InboxRow.class)
            .setParameter("now", now)
            .setMaxResults(most)
            .setLockMode(LockModeType.PESSIMISTIC_WRITE)
            .setHint("jakarta.persistence.lock.timeout", SKIP_LOCKED)
            .getResultList();
    rows.forEach(row -> row.attempt(now.plus(LEASE)));
    return rows.stream().map(InboxRow::claim).toList();
  }

  Optional<Instant> nextDue(Instant now) {
    return Optional.ofNullable(
        database
            .createQuery("select min(i.due) from InboxRow i where i.due > :now", Instant.class)
            .setParameter("now", now)
            .getSingleResult());
  }

  /// Makes all open claims due: whoever had taken them has stopped.
  int takeAgain(Instant now) {
    return database
        .createQuery("update InboxRow i set i.due = :now where i.due > :now")
        .setParameter("now", now)
        .executeUpdate();
  }

  int forget(Instant closedBefore) {
    return database
        .createQuery("delete from InboxRow i where i.closed < :before")
        .setParameter("before", closedBefore)
        .executeUpdate();
  }

  /// Domains from which something has come lately.
  List<String> recent(Instant since) {
    return database
        .createQuery(
            "select distinct i.origin from InboxRow i where i.received >= :since", String.class)
        .setParameter("since", since)
        .getResultList();
  }
}
