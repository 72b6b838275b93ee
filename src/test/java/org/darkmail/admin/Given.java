package org.darkmail.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.darkmail.address.Own;
import org.darkmail.container.Container;
import org.jspecify.annotations.Nullable;

/// What the server gives the console.
@ApplicationScoped
public class Given {
  private volatile boolean databaseAway;

  public void databaseAway(boolean now) {
    databaseAway = now;
  }

  @Produces
  @Singleton
  @Own
  static URI url() {
    return Container.URL;
  }

  @Produces
  @Singleton
  static DataFolder folder() {
    return new DataFolder(Path.of("target").toAbsolutePath());
  }

  /// Knows nothing but whether it answers.
  @Produces
  @Singleton
  DataSource source() {
    return played(
        DataSource.class,
        method -> {
          if (databaseAway) {
            throw new SQLException("away");
          }
          return method.equals("getConnection") ? connection() : null;
        });
  }

  private static Connection connection() {
    return played(
        Connection.class,
        method ->
            switch (method) {
              case "isValid" -> true;
              case "getMetaData" -> played(DatabaseMetaData.class, _ -> "H2");
              default -> null;
            });
  }

  private interface Played {
    @Nullable Object call(String method) throws SQLException;
  }

  private static <T> T played(Class<T> type, Played how) {
    return type.cast(
        Proxy.newProxyInstance(
            Given.class.getClassLoader(),
            new Class<?>[] {type},
            (_, method, _) -> how.call(method.getName())));
  }
}
