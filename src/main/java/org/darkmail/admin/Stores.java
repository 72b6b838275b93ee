package org.darkmail.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.darkmail.blob.Blobs;
import org.darkmail.blob.Usage;
import org.jspecify.annotations.Nullable;

/// What is kept, and how much room there is for more.
@ApplicationScoped
class Stores {
  private static final int PATIENCE_SECONDS = 2;

  private final DataSource source;
  private final DataFolder folder;
  private final Usage usage;
  private final Blobs blobs;
  private @Nullable Future<Boolean> question;

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
    if (!databaseAnswers()) {
      return new Database(false, "", 0);
    }
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

  /// Takes up to 2 seconds, also if a connection is open and silent: then nobody can tell when it
  /// will end, so one asks at a time.
  boolean databaseAnswers() {
    try {
      return asked().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private synchronized Future<Boolean> asked() {
    var before = question;
    if (before != null && !before.isDone()) {
      return before;
    }
    var next = new FutureTask<>(this::ask);
    Thread.ofVirtual().name("darkmail-health").start(next);
    question = next;
    return next;
  }

  private boolean ask() {
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
