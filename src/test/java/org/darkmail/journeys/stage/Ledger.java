package org.darkmail.journeys.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/// What stands in an instance's database, read from a copy of its file while the server has it
/// open.
public final class Ledger {

  private Ledger() {}

  /// Routing messages whose receipt says `accepted` and whose blobs are not here yet.
  public static int unclaimed(Instance instance) {
    return count(instance, "select count(*) from inbox where lower(state) = 'accepted'");
  }

  /// Items that the instance is to delete at some time.
  public static int ending(Instance instance) {
    return count(instance, "select count(*) from item where expires is not null");
  }

  private static int count(Instance instance, String query) {
    try {
      var folder = Files.createTempDirectory("ledger");
      var copy = folder.resolve("copy.mv.db");
      try {
        Files.copy(instance.data().resolve("darkmail.mv.db"), copy);
        return asked(folder.resolve("copy"), query);
      } finally {
        Files.deleteIfExists(copy);
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A copy that was torn by a write counts as nothing: the caller looks again.
  private static int asked(Path database, String query) {
    var url = "jdbc:h2:file:" + database + ";ACCESS_MODE_DATA=r;IFEXISTS=TRUE";
    try (var connection = DriverManager.getConnection(url, "sa", "sa");
        var statement = connection.createStatement();
        var result = statement.executeQuery(query)) {
      result.next();
      return result.getInt(1);
    } catch (SQLException torn) {
      return 0;
    }
  }
}
