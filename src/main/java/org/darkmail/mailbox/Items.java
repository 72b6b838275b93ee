package org.darkmail.mailbox;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.darkmail.account.AccountId;
import org.jspecify.annotations.Nullable;

/// Queries for items. None of them runs once for each item.
final class Items {

  private static final int MOST = 500;

  /// Octets of ciphertext in one page, unless a single item is larger.
  private static final long PAGE = 4L << 20;

  private final EntityManager database;

  Items(EntityManager database) {
    this.database = database;
  }

  Map<ItemId, ItemRow> named(AccountId account, Collection<ItemId> ids) {
    var found = new HashMap<ItemId, ItemRow>();
    database
        .createQuery(
            "select i from ItemRow i where i.account = :account and i.name in :names",
            ItemRow.class)
        .setParameter("account", account.value())
        .setParameter("names", ids.stream().map(ItemId::text).toList())
        .getResultStream()
        .forEach(row -> found.put(row.name(), row));
    return found;
  }

  /// With their contents, oldest change first; as many as fit into a page.
  List<Item> page(AccountId account, Collection<ItemId> ids) {
    return items(
        database
            .createQuery(
                "select i.id, i.size from ItemRow i where i.account = :account and i.name in :names"
                    + " order by i.change",
                Tuple.class)
            .setParameter("account", account.value())
            .setParameter("names", ids.stream().map(ItemId::text).toList())
            .getResultList());
  }

  /// Those with change numbers above `since`, up to `until`.
  List<Item> page(AccountId account, long since, long until, int limit) {
    return items(
        database
            .createQuery(
                "select i.id, i.size from ItemRow i where i.account = :account"
                    + " and i.change > :since and i.change <= :until order by i.change",
                Tuple.class)
            .setParameter("account", account.value())
            .setParameter("since", since)
            .setParameter("until", until)
            .setMaxResults(Math.clamp(limit, 1, MOST))
            .getResultList());
  }

  /// Accounts that have items which have expired.
  List<AccountId> ofExpired(Instant now, int most) {
    return database
        .createQuery("select distinct i.account from ItemRow i where i.expires <= :now", Long.class)
        .setParameter("now", now)
        .setMaxResults(most)
        .getResultStream()
        .map(AccountId::new)
        .toList();
  }

  Map<ItemId, ItemRow> expired(AccountId account, Instant now) {
    return database
        .createQuery(
            "select i from ItemRow i where i.account = :account and i.expires <= :now"
                + " order by i.change",
            ItemRow.class)
        .setParameter("account", account.value())
        .setParameter("now", now)
        .setMaxResults(MOST)
        .getResultStream()
        .collect(Collectors.toMap(ItemRow::name, row -> row, (a, _) -> a, LinkedHashMap::new));
  }

  void deleteContents(Collection<Long> contents) {
    if (!contents.isEmpty()) {
      database
          .createQuery("delete from ContentRow c where c.id in :contents")
          .setParameter("contents", contents)
          .executeUpdate();
    }
  }

  private List<Item> items(List<Tuple> sizes) {
    var chosen = new ArrayList<Long>();
    var octets = 0L;
    for (var row : sizes) {
      octets += row.get(1, Integer.class);
      if (octets > PAGE && !chosen.isEmpty()) {
        break;
      }
      chosen.add(row.get(0, Long.class));
    }
    if (chosen.isEmpty()) {
      return List.of();
    }
    return database
        .createQuery(
            "select i, c from ItemRow i left join ContentRow c on c.id = i.content"
                + " where i.id in :ids order by i.change",
            Tuple.class)
        .setParameter("ids", chosen)
        .getResultStream()
        .map(row -> row.get(0, ItemRow.class).item(content(row)))
        .toList();
  }

  private static @Nullable ContentRow content(Tuple row) {
    return row.get(1, ContentRow.class);
  }
}
