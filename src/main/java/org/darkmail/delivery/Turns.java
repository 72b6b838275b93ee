package org.darkmail.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.stream.Collectors;

/// In which order unsent mail of one destination leaves: start-time fair queueing. A message's turn
/// is that of whoever is at the head of the queue, or one after its author's last one if that is
/// later; so one account with 10,000 messages takes turns with another that has one. An author's
/// mail to few goes on its own account, and does not wait for their mail to many.
@ApplicationScoped
class Turns {
  /// Recipients above which a mail is one to many.
  static final int FEW = 5;

  private final EntityManager database;

  @Inject
  Turns(EntityManager database) {
    this.database = database;
  }

  private record Queue(String domain, long account, boolean bulk) {}

  /// Gives new rows their turns. Needs a transaction around it.
  void assign(Collection<OutboxRow> rows) {
    rows.stream()
        .collect(
            Collectors.groupingBy(
                row -> new Queue(row.domain().name(), row.account().value(), row.isBulk())))
        .forEach((queue, its) -> {
          var turn = next(queue);
          for (var row : its) {
            row.turn(turn++);
          }
        });
  }

  private long next(Queue queue) {
    var head =
        database
            .createQuery(
                "select o.turn from OutboxRow o where o.domain = :domain and o.turn >= 0"
                    + " order by o.domain, o.turn",
                Long.class)
            .setParameter("domain", queue.domain)
            .setMaxResults(1)
            .getResultStream()
            .findFirst();
    return head.map(turn -> Math.max(turn, last(queue) + 1)).orElse(0L);
  }

  private long last(Queue queue) {
    return database
        .createQuery(
            "select coalesce(max(o.turn), -1) from OutboxRow o where o.domain = :domain"
                + " and o.account = :account and o.bulk = :bulk and o.turn >= 0",
            Long.class)
        .setParameter("domain", queue.domain)
        .setParameter("account", queue.account)
        .setParameter("bulk", queue.bulk)
        .getSingleResult();
  }
}
