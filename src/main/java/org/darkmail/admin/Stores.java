package org.darkmail.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.darkmail.blob.Blobs;
import org.darkmail.blob.Usage;

/// What is kept, and how much room there is for more.
@ApplicationScoped
class Stores {
  private static final int PATIENCE_SECONDS = 2;

  private final DataSource source;
  private final DataFolder folder;
  private final Usage usage;
  private final Blobs blobs;

  @Inject
  Stores(DataSource source, DataFolder folder, Usage usage, Blobs blobs) {
    this.source = source;
    this.folder = folder;
    this.usage = usage;
    this.blobs = blobs;
  }

  /// @param size octets, 0 if that cannot be told
  record Database(boolean answers, String product, long size) {}

  /// Of the disk that holds the data folder, in octets.
  record Disk(long size, long free) {}

  /// Takes up to 2 seconds if the database does not answer.
  Database database() {
    try (var connection = source.getConnection()) {
      if (!connection.isValid(PATIENCE_SECONDS)) {
        return new Database(false, "", 0);
      }
      var product = connection.getMetaData().getDatabaseProductName();
      return new Database(true, product, size(connection, product));
    } catch (SQLException e) {
      return new Database(false, "", 0);
    }
  }

  boolean databaseAnswers() {
    try (var connection = source.getConnection()) {
      return connection.isValid(PATIENCE_SECONDS);
    } catch (SQLException e) {
      return false;
    }
  }

  private long size(Connection connection, String product) throws SQLException {
    if (!product.equals("PostgreSQL")) {
      var file = folder.path().resolve("darkmail.mv.db");
      try {
        return Files.exists(file) ? Files.size(file) : 0;
      } catch (IOException e) {
        return 0;
      }
    }
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("select pg_database_size(current_database())")) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /// @throws IOException if the folder is not to be had
  Disk disk() throws IOException {
    var store = Files.getFileStore(folder.path());
    return new Disk(store.getTotalSpace(), store.getUsableSpace());
  }

  Usage.Sum use() {
    return usage.sum();
  }

  /// Whether the store of blobs does.
  boolean blobsAnswer() {
    return blobs.answers();
  }
}
