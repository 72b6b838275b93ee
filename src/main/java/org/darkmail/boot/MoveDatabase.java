package org.darkmail.boot;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Copies all tables from one database into another of the same schema, each in one transaction,
/// and compares them. A table that is there with as many rows is not copied again but compared, so
/// it may die anywhere and be called again. The old database stays as it is but for its sequences,
/// which go a step further.
final class MoveDatabase {

  private static final int BATCH = 500;

  private final Connection from;
  private final Connection to;
  private final PrintStream out;

  MoveDatabase(Connection from, Connection to, PrintStream out) {
    this.from = from;
    this.to = to;
    this.out = out;
  }

  /// @throws IllegalStateException if the target holds other rows than the source
  void run() throws SQLException {
    from.setAutoCommit(false);
    to.setAutoCommit(false);
    for (var table : inOrder()) {
      var rows = count(from, table);
      if (count(to, table) == 0) {
        copy(table);
        to.commit();
      }
      if (count(to, table) != rows || !Arrays.equals(digest(from, table), digest(to, table))) {
        throw new IllegalStateException(
            "The table " + table + " holds other rows there: empty that database and begin anew.");
      }
      out.println("  " + table + ": " + rows + " rows, the same in both");
    }
    for (var sequence : sequences()) {
      try (var statement = to.createStatement()) {
        statement.execute("alter sequence " + sequence + " restart with " + next(sequence));
      }
    }
    to.commit();
    from.commit();
  }

  private void copy(String table) throws SQLException {
    var columns = columns(table);
    var names = String.join(", ", columns);
    var places = String.join(", ", columns.stream().map(_ -> "?").toList());
    try (var query = from.prepareStatement("select " + names + " from " + table);
        var insert =
            to.prepareStatement(
                "insert into " + table + " (" + names + ") values (" + places + ")")) {
      query.setFetchSize(BATCH);
      var waiting = 0;
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          for (var column = 1; column <= columns.size(); column++) {
            insert.setObject(column, value(rows, column));
          }
          insert.addBatch();
          if (++waiting == BATCH) {
            insert.executeBatch();
            waiting = 0;
          }
        }
      }
      insert.executeBatch();
    }
  }

  private static @Nullable Object value(ResultSet rows, int column) throws SQLException {
    var type = rows.getMetaData().getColumnTypeName(column).toUpperCase(Locale.ROOT);
    return type.startsWith("TIMESTAMP")
        ? rows.getObject(column, OffsetDateTime.class)
        : rows.getObject(column);
  }

  /// Of all rows, in whatever order: the sum of their hashes.
  private byte[] digest(Connection database, String table) throws SQLException {
    var columns = columns(table);
    var sum = new byte[32];
    try (var query =
        database.prepareStatement("select " + String.join(", ", columns) + " from " + table)) {
      query.setFetchSize(BATCH);
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          var hash = Move.sha256();
          for (var column = 1; column <= columns.size(); column++) {
            hash.update(text(value(rows, column)).getBytes(StandardCharsets.UTF_8));
            hash.update((byte) 0);
          }
          add(sum, hash.digest());
        }
      }
    }
    return sum;
  }

  private static void add(byte[] sum, byte[] more) {
    var carry = 0;
    for (var i = sum.length - 1; i >= 0; i--) {
      carry += (sum[i] & 0xff) + (more[i] & 0xff);
      sum[i] = (byte) carry;
      carry >>= 8;
    }
  }

  private static String text(@Nullable Object value) {
    return switch (value) {
      case byte[] octets -> HexFormat.of().formatHex(octets);
      case OffsetDateTime time -> time.toInstant().toString();
      case null, default -> String.valueOf(value);
    };
  }

  private static long count(Connection database, String table) throws SQLException {
    return number(database, "select count(*) from " + table);
  }

  private static long number(Connection database, String query) throws SQLException {
    try (var statement = database.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /// The tables of the application, each after those that it refers to.
  private List<String> inOrder() throws SQLException {
    var parents = new HashMap<String, Set<String>>();
    for (var table :
        names(
            "select table_name from information_schema.tables where table_type ="
                + " 'BASE TABLE' and table_schema = current_schema")) {
      if (!table.equals("flyway_schema_history")) {
        parents.put(table, parents(table));
      }
    }
    var order = new LinkedHashSet<String>();
    while (order.size() < parents.size()) {
      var ready =
          parents.entrySet().stream()
              .filter(table -> order.containsAll(table.getValue()))
              .map(Map.Entry::getKey)
              .filter(table -> !order.contains(table))
              .sorted()
              .toList();
      if (ready.isEmpty()) {
        throw new IllegalStateException("tables that refer to each other in a circle");
      }
      order.addAll(ready);
    }
    return List.copyOf(order);
  }

  private Set<String> parents(String table) throws SQLException {
    var parents = new HashSet<String>();
    var stored =
        from.getMetaData().storesUpperCaseIdentifiers() ? table.toUpperCase(Locale.ROOT) : table;
    try (var keys =
        from.getMetaData().getImportedKeys(from.getCatalog(), from.getSchema(), stored)) {
      while (keys.next()) {
        var parent = keys.getString("PKTABLE_NAME").toLowerCase(Locale.ROOT);
        if (!parent.equals(table)) {
          parents.add(parent);
        }
      }
    }
    return parents;
  }

  private List<String> columns(String table) throws SQLException {
    return names(
        "select column_name from information_schema.columns where table_schema = current_schema"
            + " and lower(table_name) = '"
            + table
            + "' order by ordinal_position");
  }

  private List<String> sequences() throws SQLException {
    return names(
        "select sequence_name from information_schema.sequences"
            + " where sequence_schema = current_schema");
  }

  private long next(String sequence) throws SQLException {
    var postgresql = from.getMetaData().getDatabaseProductName().equals("PostgreSQL");
    return number(
        from,
        postgresql ? "select nextval('" + sequence + "')" : "select next value for " + sequence);
  }

  private List<String> names(String query) throws SQLException {
    var names = new ArrayList<String>();
    try (var statement = from.createStatement();
        var rows = statement.executeQuery(query)) {
      while (rows.next()) {
        names.add(rows.getString(1).toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }
}
