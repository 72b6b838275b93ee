package org.darkmail.boot;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.darkmail.blob.BlobName;
import org.darkmail.blob.BlobStore;

/// Copies every complete blob from one store to another and reads each copy back. What is there
/// already is left alone, so it may die anywhere and be called again. The old store stays as it is.
final class MoveBlobs {

  private static final int AT_ONCE = 8;
  private static final int PAGE = 1_000;

  private final BlobStore from;
  private final BlobStore to;
  private final PrintStream out;

  private record Stored(BlobName name, long size) {}

  MoveBlobs(BlobStore from, BlobStore to, PrintStream out) {
    this.from = from;
    this.to = to;
    this.out = out;
  }

  /// @param database names the blobs
  /// @return how many have been copied now
  long run(Connection database) throws SQLException, InterruptedException {
    var copied = 0L;
    var seen = 0L;
    try (var workers = Executors.newFixedThreadPool(AT_ONCE)) {
      for (var page = page(database, ""); !page.isEmpty(); page = next(database, page)) {
        var all = new ArrayList<Future<Boolean>>();
        for (var blob : page) {
          all.add(workers.submit(() -> move(blob)));
        }
        for (var each : all) {
          copied += done(each) ? 1 : 0;
        }
        seen += page.size();
        out.println("  blobs: " + seen + " looked at, " + copied + " copied");
      }
    }
    return copied;
  }

  private static boolean done(Future<Boolean> one) throws InterruptedException {
    try {
      return one.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a blob could not be moved", e.getCause());
    }
  }

  private static List<Stored> next(Connection database, List<Stored> last) throws SQLException {
    return page(database, last.getLast().name().text());
  }

  private static List<Stored> page(Connection database, String after) throws SQLException {
    var page = new ArrayList<Stored>();
    try (var query =
        database.prepareStatement(
            "select name, size from blob where complete = true and doomed = false and name > ?"
                + " order by name limit "
                + PAGE)) {
      query.setString(1, after);
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          page.add(new Stored(new BlobName(rows.getString(1)), rows.getLong(2)));
        }
      }
    }
    return page;
  }

  private boolean move(Stored blob) throws IOException {
    var name = blob.name();
    var there = to.length(name);
    if (there == blob.size()) {
      // An earlier run may have died before this.
      to.finish(name, there);
      return false;
    }
    if (there > 0) {
      to.delete(name);
    }
    var digest = Move.sha256();
    try (var octets = new DigestInputStream(whole(from, blob), digest)) {
      to.append(name, octets, blob.size());
    }
    to.finish(name, blob.size());
    if (!MessageDigest.isEqual(digest.digest(), digest(whole(to, blob)))) {
      to.delete(name);
      throw new IOException("a copy is not what it was made from");
    }
    return true;
  }

  private static InputStream whole(BlobStore store, Stored blob) {
    return store.read(blob.name(), blob.size(), 0, blob.size());
  }

  private static byte[] digest(InputStream octets) {
    var digest = Move.sha256();
    try (var read = new DigestInputStream(octets, digest)) {
      read.transferTo(OutputStream.nullOutputStream());
      return digest.digest();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
