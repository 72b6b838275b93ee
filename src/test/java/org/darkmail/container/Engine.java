package org.darkmail.container;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.postgresql.ds.PGConnectionPoolDataSource;

/// A database that Darkmail runs on.
public enum Engine {
  H2,
  POSTGRESQL;

  private static volatile Engine current = H2;

  /// The one that databases are made on from now on.
  public static Engine current() {
    return current;
  }

  static void use(Engine engine) {
    current = engine;
  }

  /// Makes something on this one.
  public static <T> T with(Engine engine, Callable<T> work) throws Exception {
    var before = current;
    use(engine);
    try {
      return work.call();
    } finally {
      use(before);
    }
  }

  /// An empty database.
  DataSource empty() {
    var name = "t" + UUID.randomUUID().toString().replace("-", "");
    return switch (this) {
      case H2 -> {
        var file = Path.of("target", "databases", name).toAbsolutePath();
        yield JdbcConnectionPool.create("jdbc:h2:file:" + file, "sa", "sa");
      }
      case POSTGRESQL -> {
        var source = new PGConnectionPoolDataSource();
        source.setURL(Postgres.shared().schema(name));
        source.setUser(Postgres.USER);
        source.setPassword(Postgres.shared().password());
        var pool = JdbcConnectionPool.create(source);
        pool.setMaxConnections(40);
        yield pool;
      }
    };
  }

  /// Lets go of connections that others may want.
  void leave(DataSource source) {
    if (this == POSTGRESQL) {
      ((JdbcConnectionPool) source).dispose();
    }
  }

  /// All rows of all tables as text, octets in hexadecimal digits.
  static String everything(DataSource source) throws SQLException {
    var all = new StringBuilder();
    try (var connection = source.getConnection();
        var tables = connection.createStatement();
        var rows = connection.createStatement()) {
      var found =
          tables.executeQuery(
              "select table_name from information_schema.tables where table_type = 'BASE TABLE'"
                  + " and table_schema = current_schema");
      while (found.next()) {
        all.append(found.getString(1)).append('\n');
        try (var row = rows.executeQuery("select * from \"" + found.getString(1) + "\"")) {
          while (row.next()) {
            for (var column = 1; column <= row.getMetaData().getColumnCount(); column++) {
              all.append(text(row.getObject(column))).append(' ');
            }
            all.append('\n');
          }
        }
      }
    }
    return all.toString();
  }

  private static String text(Object value) {
    return value instanceof byte[] octets
        ? java.util.HexFormat.of().formatHex(octets)
        : String.valueOf(value);
  }
}
