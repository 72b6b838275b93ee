package org.darkmail.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.darkmail.blob.BlobName;
import org.darkmail.blob.BlobStore;

/// Ends this process at one of the steps that make a mail durable, as a kill would: nothing is
/// flushed, closed or said good-bye to.
final class Halts {
  enum Point {
    NOWHERE,
    BEFORE_BLOB,
    /// The octets of a small blob are written and not yet forced to disk. Of a store of files.
    BLOB_WRITTEN,
    AFTER_BLOB,
    BEFORE_COMMIT,
    AFTER_COMMIT,
    /// What was committed is about to be said: a receipt, or that a submission is taken.
    BEFORE_WORD
  }

  private final Point point;
  private final AtomicInteger left;
  private volatile boolean armed;

  /// @param times how often that point is reached
  Halts(Point point, int times) {
    this.point = point;
    this.left = new AtomicInteger(times);
  }

  /// What happens before that does not count.
  void arm() {
    armed = true;
  }

  void at(Point reached) {
    if (armed && reached == point && left.decrementAndGet() == 0) {
      Runtime.getRuntime().halt(137);
    }
  }

  /// Ends the process between the write to the journal of a store and the force after it, which
  /// takes longer than it takes to see the file grow.
  void watch(Path journal) {
    if (point == Point.BLOB_WRITTEN) {
      Thread.ofPlatform()
          .daemon()
          .start(() -> {
            var before = size(journal);
            while (true) {
              var now = size(journal);
              if (now > before) {
                at(Point.BLOB_WRITTEN);
              }
              before = now;
            }
          });
    }
  }

  private static long size(Path folder) {
    try (var files = Files.newDirectoryStream(folder)) {
      var size = 0L;
      for (var file : files) {
        size += Files.size(file);
      }
      return size;
    } catch (IOException e) {
      return 0;
    }
  }

  /// The store, with its points.
  BlobStore around(BlobStore store) {
    return new BlobStore() {
      @Override
      public long length(BlobName name) {
        return store.length(name);
      }

      @Override
      public long append(BlobName name, InputStream octets, long most) throws IOException {
        at(Point.BEFORE_BLOB);
        return store.append(name, octets, most);
      }

      @Override
      public void finish(BlobName name, long size) {
        store.finish(name, size);
        at(Point.AFTER_BLOB);
      }

      @Override
      public void put(BlobName name, byte[] octets) {
        at(Point.BEFORE_BLOB);
        store.put(name, octets);
        at(Point.AFTER_BLOB);
      }

      @Override
      public InputStream read(BlobName name, long size, long from, long length) {
        return store.read(name, size, from, length);
      }

      @Override
      public void delete(BlobName name) {
        store.delete(name);
      }

      @Override
      public boolean answers() {
        return store.answers();
      }

      @Override
      public void close() {
        try {
          store.close();
        } catch (UncheckedIOException e) {
          // The test is over.
        }
      }
    };
  }
}
