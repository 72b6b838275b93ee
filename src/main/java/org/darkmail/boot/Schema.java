package org.darkmail.boot;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/// Brings a database up to date with `db/migration`.
final class Schema {

  private Schema() {}

  static void update(DataSource database) {
    update(configuration().dataSource(database));
  }

  static void update(DatabaseAccess database) {
    update(configuration().dataSource(database.url(), database.user(), database.password()));
  }

  private static FluentConfiguration configuration() {
    return Flyway.configure(Schema.class.getClassLoader()).locations("classpath:db/migration");
  }

  private static void update(FluentConfiguration flyway) {
    flyway.load().migrate();
  }
}
