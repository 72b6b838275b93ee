package org.darkmail.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.darkmail.address.Domain;

/// The outbox as an operator sees it and orders about it: by destination, never by author.
@ApplicationScoped
public class Queue {
  /// Most destinations that are told of, those that wait longest first.
  private static final int MOST = 500;

  private final EntityManager database;
  private final Transactions transactions;
  private final Outbox outbox;
  private final Settling settling;
  private final InstantSource clock;

  @Inject
  Queue(
      EntityManager database,
      Transactions transactions,
      Outbox outbox,
      Settling settling,
      InstantSource clock) {
    this.database = database;
    this.transactions = transactions;
    this.outbox = outbox;
    this.settling = settling;
    this.clock = clock;
  }

  /// Destinations with open messages, and those that are paused.
  public List<Destination> destinations() {
    return transactions.call(this::read);
  }

  /// Sends what waits for the domain as soon as it can.
  ///
  /// @return how many would else have waited longer
  public int retry(Domain to) {
    var hastened = transactions.call(() -> dueNow(to));
    outbox.bell().ring();
    return hastened;
  }

  /// Gives up what the domain has not accepted yet. Each author is told as of any other mail that
  /// could not be delivered.
  ///
  /// @return how many
  public int drop(Domain to) {
    return settling.giveUp(to);
  }

  /// From now on nothing is sent there. What waits grows older meanwhile, with the usual notices.
  ///
  /// @return how many wait there now
  public int pause(Domain to) {
    return transactions.call(() -> {
      if (database.find(PausedRow.class, to.name()) == null) {
        database.persist(new PausedRow(to, clock.instant()));
      }
      return waiting(to);
    });
  }

  /// Ends a pause and sends at once what has gathered.
  ///
  /// @return how many wait there now
  public int resume(Domain to) {
    var waiting =
        transactions.call(() -> {
          var row = database.find(PausedRow.class, to.name());
          if (row != null) {
            database.remove(row);
          }
          dueNow(to);
          return waiting(to);
        });
    outbox.bell().ring();
    return waiting;
  }

  private int waiting(Domain to) {
    return database
        .createQuery(
            "select count(o) from OutboxRow o where o.domain = :domain and o.state = 'waiting'",
            Long.class)
        .setParameter("domain", to.name())
        .getSingleResult()
        .intValue();
  }

  private int dueNow(Domain to) {
    return database
        .createQuery(
            "update OutboxRow o set o.due = :now"
                + " where o.domain = :domain and o.state = 'waiting' and o.due > :now")
        .setParameter("now", clock.instant())
        .setParameter("domain", to.name())
        .executeUpdate();
  }

  private List<Destination> read() {
    var paused =
        database
            .createQuery("select p from PausedRow p", PausedRow.class)
            .getResultStream()
            .collect(Collectors.toMap(PausedRow::domain, Function.identity()));
    var open =
        database
            .createQuery(
                """
                select o.domain as domain,
                  sum(case when o.state = 'waiting' and o.sent is null then 1 else 0 end) as unsent,
                  sum(case when o.state = 'waiting' and o.sent is not null then 1 else 0 end)
                    as unanswered,
                  sum(case when o.state = 'accepted' then 1 else 0 end) as accepted,
                  min(o.submitted) as oldest,
                  max(case when o.state = 'waiting' then o.attempts else 0 end) as attempts,
                  min(case when o.state = 'waiting' then o.due end) as next
                from OutboxRow o where o.due is not null
                group by o.domain order by min(o.submitted)\
                """,
                Tuple.class)
            .setMaxResults(MOST)
            .getResultStream()
            .map(row -> destination(row, paused))
            .collect(Collectors.toCollection(java.util.ArrayList::new));
    open.forEach(destination -> paused.remove(destination.domain().name()));
    paused.values().forEach(row -> open.add(empty(row)));
    return List.copyOf(open);
  }

  private static Destination destination(Tuple row, Map<String, PausedRow> paused) {
    var name = row.get("domain", String.class);
    return new Destination(
        new Domain(name),
        row.get("unsent", Number.class).longValue(),
        row.get("unanswered", Number.class).longValue(),
        row.get("accepted", Number.class).longValue(),
        row.get("oldest", Instant.class),
        row.get("attempts", Number.class).intValue(),
        Optional.ofNullable(row.get("next", Instant.class)),
        Optional.ofNullable(paused.get(name)).map(PausedRow::since));
  }

  private static Destination empty(PausedRow row) {
    return new Destination(
        new Domain(row.domain()),
        0,
        0,
        0,
        row.since(),
        0,
        Optional.empty(),
        Optional.of(row.since()));
  }
}
