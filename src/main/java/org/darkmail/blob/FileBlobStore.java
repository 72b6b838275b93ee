package org.darkmail.blob;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/// Blobs as files below one folder: `incoming/NAME` while they grow, `NA/NAME` with their [Sums]
/// when finished. Nothing but a [BlobName] gets into a path. A file is forced to disk before it is
/// renamed, and the folder after; small ones become durable by a [Journal], many at a time.
public final class FileBlobStore implements BlobStore {

  private final Path folder;
  private final Incoming incoming;

  private final Journal journal;

  /// @param folder made if absent; of one process at a time
  public FileBlobStore(Path folder) {
    this(folder, Journal.LONG);
  }

  FileBlobStore(Path folder, long journal) {
    this.folder = folder;
    this.incoming = new Incoming(folder.resolve("incoming"));
    try {
      this.journal = new Journal(folder.resolve("journal"), journal, new Small());
      dropUnfinished();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public long length(BlobName name) {
    try {
      return Sums.size(Files.size(finished(name)));
    } catch (NoSuchFileException e) {
      return incoming.length(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public long append(BlobName name, InputStream octets, long most) throws IOException {
    return incoming.append(name, octets, most);
  }

  @Override
  public void finish(BlobName name, long size) {
    if (Files.exists(finished(name))) {
      return;
    }
    try {
      try (var file = FileChannel.open(incoming.file(name), READ, WRITE)) {
        // A crash may have left a part of the sums.
        file.truncate(size);
        file.position(0);
        var sums = Sums.of(new BufferedInputStream(Channels.newInputStream(file)), size);
        Incoming.write(file.position(size), ByteBuffer.wrap(sums));
        file.force(true);
      }
      settle(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void put(BlobName name, byte[] octets) {
    var stored = Sums.with(octets);
    try {
      make(name, stored);
      journal.made(name, stored);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    incoming.delete(name);
  }

  /// All of a file at once, also in the place of one that a power loss has spoiled.
  private void make(BlobName name, byte[] stored) throws IOException {
    var unfinished = folder.resolve("incoming").resolve(name.text() + ".new");
    try (var file = FileChannel.open(unfinished, CREATE, WRITE, TRUNCATE_EXISTING)) {
      Incoming.write(file, ByteBuffer.wrap(stored));
    }
    Files.createDirectories(home(name));
    Files.move(unfinished, finished(name), StandardCopyOption.ATOMIC_MOVE);
  }

  /// What a process that was killed had not put into its place yet.
  private void dropUnfinished() throws IOException {
    try (var left = Files.newDirectoryStream(folder.resolve("incoming"), "*.new")) {
      for (var file : left) {
        Files.delete(file);
      }
    }
  }

  /// What the journal does with the files that it is for.
  private final class Small implements Journal.Kept {

    @Override
    public void restore(BlobName name, byte[] stored) throws IOException {
      var file = finished(name);
      if (Files.notExists(file) || !Arrays.equals(Files.readAllBytes(file), stored)) {
        make(name, stored);
      }
    }

    @Override
    public void remove(BlobName name) throws IOException {
      Files.deleteIfExists(finished(name));
    }

    @Override
    public void force(Set<BlobName> names) throws IOException {
      var homes = new HashSet<Path>();
      for (var name : names) {
        try (var file = FileChannel.open(finished(name), READ)) {
          file.force(true);
          homes.add(home(name));
        } catch (NoSuchFileException e) {
          // Deleted meanwhile.
        }
      }
      for (var home : homes) {
        FileBlobStore.force(home);
      }
      FileBlobStore.force(folder);
    }
  }

  private void settle(BlobName name) throws IOException {
    var home = home(name);
    if (Files.notExists(home)) {
      Files.createDirectories(home);
      force(folder);
    }
    Files.move(incoming.file(name), finished(name), StandardCopyOption.ATOMIC_MOVE);
    force(home);
  }

  @Override
  public InputStream read(BlobName name, long size, long from, long length) {
    var file = finished(name);
    try {
      if (Files.size(file) != Sums.stored(size)) {
        throw new IOException("a stored blob has another length than its row");
      }
      return new CheckedStream((at, octets) -> open(file, at, octets), 1, size, from, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(Path file, long from, long length) throws IOException {
    var open = FileChannel.open(file, READ);
    return new Bounded(Channels.newInputStream(open.position(from)), length);
  }

  @Override
  public void delete(BlobName name) {
    incoming.delete(name);
    try {
      if (Files.deleteIfExists(finished(name))) {
        journal.gone(name);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean answers() {
    return Files.isWritable(folder);
  }

  @Override
  public void close() {
    try {
      journal.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path finished(BlobName name) {
    return home(name).resolve(name.text());
  }

  private Path home(BlobName name) {
    return folder.resolve(name.text().substring(0, 2));
  }

  /// POSIX: a rename is durable once its folder is.
  private static void force(Path directory) throws IOException {
    try (var open = FileChannel.open(directory, READ)) {
      open.force(true);
    }
  }
}
