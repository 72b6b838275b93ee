package org.darkmail.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.darkmail.address.Domain;
import org.jspecify.annotations.Nullable;

/// The outbox as an operator sees it and orders about it: by destination, never by author.
@ApplicationScoped
public class Queue {
  /// Most destinations that are told of, those that wait longest first.
  private static final int MOST = 500;

  private final EntityManager database;
  private final Transactions transactions;
  private final Outbox outbox;
  private final Settling settling;
  private final Reach reach;
  private final InstantSource clock;

  @Inject
  Queue(
      EntityManager database,
      Transactions transactions,
      Outbox outbox,
      Settling settling,
      Reach reach,
      InstantSource clock) {
    this.database = database;
    this.transactions = transactions;
    this.outbox = outbox;
    this.settling = settling;
    this.reach = reach;
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
    reach.forgive(to);
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
    var all = new HashMap<String, Waiting>();
    rows("select o.domain, count(o), count(o.sent), min(o.submitted), max(o.attempts), min(o.due)"
            + " from OutboxRow o where o.state = 'waiting' group by o.domain")
        .forEach(row -> {
          var here = all.computeIfAbsent((String) row[0], _ -> new Waiting());
          here.unanswered = number(row[2]);
          here.unsent = number(row[1]) - here.unanswered;
          here.since((Instant) row[3]);
          here.attempts = (int) number(row[4]);
          here.next = (Instant) row[5];
        });
    rows("select o.domain, count(o), min(o.submitted)"
            + " from OutboxRow o where o.state = 'accepted' group by o.domain")
        .forEach(row -> {
          var here = all.computeIfAbsent((String) row[0], _ -> new Waiting());
          here.accepted = number(row[1]);
          here.since((Instant) row[2]);
        });
    database
        .createQuery("select p from PausedRow p", PausedRow.class)
        .getResultStream()
        .forEach(row -> {
          var here = all.computeIfAbsent(row.domain(), _ -> new Waiting());
          here.paused = row.since();
          if (here.oldest == null) {
            here.oldest = row.since();
          }
        });
    return all.entrySet().stream()
        .map(entry -> entry.getValue().of(new Domain(entry.getKey())))
        .sorted(Comparator.comparing(Destination::oldest))
        .limit(MOST)
        .toList();
  }

  private Stream<Object[]> rows(String query) {
    return database.createQuery(query, Object[].class).getResultStream();
  }

  private static long number(Object count) {
    return ((Number) count).longValue();
  }

  /// What is gathered about one destination.
  private static final class Waiting {
    private long unsent;
    private long unanswered;
    private long accepted;
    private int attempts;
    private @Nullable Instant oldest;
    private @Nullable Instant next;
    private @Nullable Instant paused;

    void since(Instant submitted) {
      if (oldest == null || submitted.isBefore(oldest)) {
        oldest = submitted;
      }
    }

    Destination of(Domain domain) {
      return new Destination(
          domain,
          unsent,
          unanswered,
          accepted,
          Objects.requireNonNull(oldest),
          attempts,
          Optional.ofNullable(next),
          Optional.ofNullable(paused));
    }
  }
}
