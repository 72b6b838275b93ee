package org.darkmail.blob;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;

/// How much of the store is in use, all owners together.
@ApplicationScoped
@Transactional
public class Usage {

  /// @param owners how many mailboxes
  /// @param used octets that count against their quotas
  /// @param promised octets that their quotas allow together
  public record Sum(long owners, long used, long promised) {}

  private final EntityManager database;

  @Inject
  Usage(EntityManager database) {
    this.database = database;
  }

  public Sum sum() {
    var row =
        database
            .createQuery(
                "select count(o), coalesce(sum(o.used), 0), coalesce(sum(o.quota), 0)"
                    + " from OwnerRow o",
                Object[].class)
            .getSingleResult();
    return new Sum(number(row[0]), number(row[1]), number(row[2]));
  }

  private static long number(Object sum) {
    return ((Number) sum).longValue();
  }
}
