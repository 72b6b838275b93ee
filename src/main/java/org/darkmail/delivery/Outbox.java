package org.darkmail.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.darkmail.address.Domain;
import org.darkmail.routing.RoutingId;

/// The outbox's rows. Each method needs a transaction around it.
@ApplicationScoped
class Outbox {
  private static final int BATCH = 100;
  // SKIP LOCKED, so that two nodes never send the same row or wait for each other.
  static final int SKIP_LOCKED = -2;

  private final EntityManager database;
  private final Turns turns;
  private final Bell bell = new Bell();

  @Inject
  Outbox(EntityManager database, Turns turns) {
    this.database = database;
    this.turns = turns;
  }

  /// Rung after a commit that may have made rows due.
  Bell bell() {
    return bell;
  }

  void add(List<OutboxRow> rows) {
    turns.assign(rows.stream().filter(row -> row.state() == OutboxRow.State.WAITING).toList());
    rows.forEach(database::persist);
  }

  Map<RoutingId, OutboxRow> find(Collection<RoutingId> ids) {
    return byId(
        database
            .createQuery("select o from OutboxRow o where o.id in :ids", OutboxRow.class)
            .setParameter("ids", texts(ids)));
  }

  /// For receipts: nobody else advances the rows meanwhile. By account, so that two transactions
  /// never wait for each other.
  Map<RoutingId, OutboxRow> lock(Collection<RoutingId> ids) {
    return byId(
        database
            .createQuery(
                "select o from OutboxRow o where o.id in :ids order by o.account, o.id",
                OutboxRow.class)
            .setParameter("ids", texts(ids))
            .setLockMode(LockModeType.PESSIMISTIC_WRITE));
  }

  private static List<String> texts(Collection<RoutingId> ids) {
    return ids.stream().map(RoutingId::toString).toList();
  }

  private static Map<RoutingId, OutboxRow> byId(TypedQuery<OutboxRow> query) {
    return query.getResultStream().collect(Collectors.toMap(OutboxRow::id, Function.identity()));
  }

  /// Lets go what was held until now: from here on it is as if it had been submitted at its time.
  ///
  /// @return how many; there may be more
  int release(Instant now) {
    var rows =
        locked(
            database
                .createQuery(
                    "select o from OutboxRow o where o.state = 'held' and o.due <= :now"
                        + " order by o.due",
                    OutboxRow.class)
                .setParameter("now", now));
    rows.forEach(OutboxRow::release);
    turns.assign(rows);
    return rows.size();
  }

  /// When the next row will be due, those that are due already left out.
  Optional<Instant> nextDue(Instant now) {
    return Optional.ofNullable(
        database
            .createQuery("select min(o.due) from OutboxRow o where o.due > :now", Instant.class)
            .setParameter("now", now)
            .getSingleResult());
  }

  /// Makes due at once what has been sent since then and has no receipt: it may have been lost with
  /// a connection or a process.
  int sendAgain(Instant sentSince, Instant now) {
    return database
        .createQuery(
            "update OutboxRow o set o.due = :now"
                + " where o.state = 'waiting' and o.sent >= :since and o.due > :now")
        .setParameter("now", now)
        .setParameter("since", sentSince)
        .executeUpdate();
  }

  /// As [#sendAgain], for one destination that has said that it was away.
  int sendAgain(Domain domain, Instant sentSince, Instant now) {
    return database
        .createQuery(
            "update OutboxRow o set o.due = :now where o.domain = :domain"
                + " and o.state = 'waiting' and o.sent >= :since and o.due > :now")
        .setParameter("domain", domain.name())
        .setParameter("now", now)
        .setParameter("since", sentSince)
        .executeUpdate();
  }

  /// Rows without a receipt whose author has had fewer notices than this, oldest first.
  List<OutboxRow> waitingSince(Instant submittedBefore, int notices) {
    return locked(
        database
            .createQuery(
                "select o from OutboxRow o where o.state = 'waiting'"
                    + " and o.submitted <= :before and o.notices < :notices order by o.submitted",
                OutboxRow.class)
            .setParameter("before", submittedBefore)
            .setParameter("notices", notices));
  }

  /// Rows without a receipt from one destination, oldest first.
  List<OutboxRow> waitingFor(Domain to) {
    return locked(
        database
            .createQuery(
                "select o from OutboxRow o where o.state = 'waiting' and o.domain = :domain"
                    + " order by o.submitted",
                OutboxRow.class)
            .setParameter("domain", to.name()));
  }

  /// Rows whose mail its author wants kept no longer.
  List<OutboxRow> expired(Instant now) {
    return locked(
        database
            .createQuery(
                "select o from OutboxRow o where o.expires <= :now order by o.expires",
                OutboxRow.class)
            .setParameter("now", now));
  }

  /// Rows that have been accepted so long ago that their destination must have given up.
  List<OutboxRow> acceptedSince(Instant acceptedBefore) {
    return locked(
        database
            .createQuery(
                "select o from OutboxRow o where o.state = 'accepted' and o.accepted <= :before",
                OutboxRow.class)
            .setParameter("before", acceptedBefore));
  }

  private static List<OutboxRow> locked(TypedQuery<OutboxRow> query) {
    return query
        .setMaxResults(BATCH)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .setHint("jakarta.persistence.lock.timeout", SKIP_LOCKED)
        .getResultList();
  }

  /// Takes the payload from rows that have been closed.
  void empty(Collection<RoutingId> closed) {
    if (!closed.isEmpty()) {
      database
          .createQuery(
              "update OutboxRow o set o.envelope = null, o.header = null where o.id in :ids")
          .setParameter("ids", texts(closed))
          .executeUpdate();
    }
  }

  int forget(Instant closedBefore) {
    return database
        .createQuery("delete from OutboxRow o where o.closed < :before")
        .setParameter("before", closedBefore)
        .executeUpdate();
  }

  /// Domains to which something has gone lately.
  List<String> recent(Instant since) {
    return database
        .createQuery(
            "select distinct o.domain from OutboxRow o where o.sent >= :since", String.class)
        .setParameter("since", since)
        .getResultList();
  }
}
