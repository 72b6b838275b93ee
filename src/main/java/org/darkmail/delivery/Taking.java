package org.darkmail.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.darkmail.address.Domain;
import org.darkmail.address.Own;
import org.darkmail.routing.RoutingMessage;

/// Takes out of the outbox what may leave now: fair between destinations, and at each of them
/// between authors; never more than fits into memory. Needs a transaction around it.
@ApplicationScoped
class Taking {
  /// Most messages of one destination without a receipt that count as on their way.
  static final int WINDOW = 500;

  /// The end of the window is for authors of whom nothing is on its way there.
  static final int FOR_OTHERS = 50;

  /// So long a message without a receipt counts as on its way.
  static final Duration ON_ITS_WAY = Duration.ofSeconds(30);

  private static final int BATCH = 100;

  /// Of all destinations together, at most 32 KiB each.
  private static final int AT_ONCE = 1_000;

  private final Domain own;
  private final EntityManager database;
  private final Reach reach;
  private final SecureRandom random;

  @Inject
  Taking(@Own Domain own, EntityManager database, Reach reach, SecureRandom random) {
    this.own = own;
    this.database = database;
    this.reach = reach;
    this.random = random;
  }

  /// Takes what is due, marks it as sent now and puts its next attempt off.
  ///
  /// @param reachable whether there is any sense in sending to a domain now
  Map<Domain, List<RoutingMessage>> take(Instant now, Predicate<Domain> reachable) {
    var names = destinations(now);
    // Else those of a letter late in the alphabet might wait for the others each time.
    Collections.shuffle(names, random);
    return take(names, now, reachable, true);
  }

  /// As [#take], only what goes to these for the first time.
  Map<Domain, List<RoutingMessage>> takeNew(
      Set<Domain> to, Instant now, Predicate<Domain> reachable) {
    var names = new HashSet<>(to.stream().map(Domain::name).toList());
    names.removeAll(paused());
    return take(names, now, reachable, false);
  }

  private Map<Domain, List<RoutingMessage>> take(
      Collection<String> names, Instant now, Predicate<Domain> reachable, boolean again) {
    var taken = new HashMap<Domain, List<RoutingMessage>>();
    var left = AT_ONCE;
    for (var name : names) {
      var domain = new Domain(name);
      if (left > 0 && reachable.test(domain)) {
        var messages = take(domain, now, Math.min(BATCH, left), again);
        if (!messages.isEmpty()) {
          taken.put(domain, messages);
          left -= messages.size();
        }
      }
    }
    return taken;
  }

  private List<RoutingMessage> take(Domain to, Instant now, int most, boolean again) {
    var reachable =
        to.equals(own) ? Integer.MAX_VALUE : reach.room(to, since -> answered(to, since));
    var messages = new ArrayList<RoutingMessage>();
    if (reachable == 0) {
      return messages;
    }
    var window = WINDOW - onItsWay(to, now);
    var free = window - FOR_OTHERS;
    var room = Math.min(Math.min(most, reachable), free > 0 ? free : window);
    if (room <= 0) {
      return messages;
    }
    var rows = free > 0 ? rows(to, now, room, again) : ofOthers(to, now, fresh(to, now, room));
    for (var row : rows) {
      var schedule = row.state() == OutboxRow.State.ACCEPTED ? Backoff.POLL : Backoff.SEND;
      row.dueAt(now.plus(schedule.after(row.attempt(now), random)));
      messages.add(row.message());
    }
    if (!rows.isEmpty() && !to.equals(own)) {
      reach.tried(to);
    }
    return messages;
  }

  /// Those that were sent before get at most half of it, so that neither waits for the other.
  private List<OutboxRow> rows(Domain to, Instant now, int most, boolean again) {
    var rows = new ArrayList<OutboxRow>();
    if (again) {
      rows.addAll(sentBefore(to, now, Math.max(1, most / 2)));
    }
    if (rows.size() < most) {
      rows.addAll(fresh(to, now, most - rows.size()));
    }
    return rows;
  }

  private List<OutboxRow> fresh(Domain to, Instant now, int most) {
    return locked(
        database
            .createQuery(
                "select o from OutboxRow o where o.domain = :domain and o.turn >= 0"
                    + " and o.due <= :now and o.state = 'waiting' order by o.domain, o.turn",
                OutboxRow.class)
            .setParameter("domain", to.name())
            .setParameter("now", now),
        most);
  }

  private List<OutboxRow> sentBefore(Domain to, Instant now, int most) {
    return locked(
        database
            .createQuery(
                "select o from OutboxRow o where o.domain = :domain and o.due <= :now"
                    + " and o.turn is null and o.state in ('waiting', 'accepted') order by o.due",
                OutboxRow.class)
            .setParameter("domain", to.name())
            .setParameter("now", now),
        most);
  }

  private static List<OutboxRow> locked(TypedQuery<OutboxRow> query, int most) {
    return query
        .setMaxResults(most)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .setHint("jakarta.persistence.lock.timeout", Outbox.SKIP_LOCKED)
        .getResultList();
  }

  private List<OutboxRow> ofOthers(Domain to, Instant now, List<OutboxRow> fresh) {
    if (fresh.isEmpty()) {
      return fresh;
    }
    var busy =
        Set.copyOf(
            database
                .createQuery(
                    "select distinct o.account from OutboxRow o where o.domain = :domain"
                        + " and o.due > :now and o.sent > :since and o.state = 'waiting'",
                    Long.class)
                .setParameter("domain", to.name())
                .setParameter("now", now)
                .setParameter("since", now.minus(ON_ITS_WAY))
                .getResultList());
    return fresh.stream().filter(row -> !busy.contains(row.account().value())).toList();
  }

  private List<String> destinations(Instant now) {
    return database
        .createQuery(
            "select distinct o.domain from OutboxRow o where o.due <= :now"
                + " and not exists (select p from PausedRow p where p.domain = o.domain)",
            String.class)
        .setParameter("now", now)
        .getResultList();
  }

  private List<String> paused() {
    return database.createQuery("select p.domain from PausedRow p", String.class).getResultList();
  }

  private int onItsWay(Domain to, Instant now) {
    return database
        .createQuery(
            "select count(o) from OutboxRow o where o.domain = :domain and o.due > :now"
                + " and o.sent > :since and o.state = 'waiting'",
            Long.class)
        .setParameter("domain", to.name())
        .setParameter("now", now)
        .setParameter("since", now.minus(ON_ITS_WAY))
        .getSingleResult()
        .intValue();
  }

  /// Whether any node of this instance has had a last word from there since.
  private boolean answered(Domain to, Instant since) {
    return Stream.of("o.closed >= :since", "o.state = 'accepted' and o.accepted >= :since")
        .anyMatch(word ->
            database
                .createQuery(
                    "select o.id from OutboxRow o where o.domain = :domain and " + word,
                    String.class)
                .setParameter("domain", to.name())
                .setParameter("since", since)
                .setMaxResults(1)
                .getResultStream()
                .findAny()
                .isPresent());
  }
}
