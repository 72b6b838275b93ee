package org.darkmail.blob;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;

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

/// Blobs as files below one folder: `incoming/NAME` while they grow, `NA/NAME` when finished.
/// Nothing but a [BlobName] gets into a path. A file is forced to disk before it is renamed, and
/// the folder after.
public final class FileBlobStore implements BlobStore {

  private static final int BUFFER = 64 * 1024;

  private final Path folder;
  private final Path incoming;

  /// @param folder made if absent
  public FileBlobStore(Path folder) {
    this.folder = folder;
    this.incoming = folder.resolve("incoming");
    try {
      Files.createDirectories(incoming);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public long length(BlobName name) {
    try {
      return Files.size(Files.exists(finished(name)) ? finished(name) : growing(name));
    } catch (NoSuchFileException e) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public long append(BlobName name, InputStream octets, long most) throws IOException {
    try (var file = open(growing(name))) {
      try {
        return copy(octets, file, most);
      } finally {
        force(file);
      }
    }
  }

  @Override
  public void finish(BlobName name) {
    if (Files.exists(finished(name))) {
      return;
    }
    var home = home(name);
    try {
      if (Files.notExists(home)) {
        Files.createDirectories(home);
        force(folder);
      }
      Files.move(growing(name), finished(name), StandardCopyOption.ATOMIC_MOVE);
      force(home);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public InputStream read(BlobName name, long from, long length) {
    try {
      var file = FileChannel.open(finished(name), READ);
      file.position(from);
      return new Bounded(Channels.newInputStream(file), length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void delete(BlobName name) {
    try {
      Files.deleteIfExists(growing(name));
      Files.deleteIfExists(finished(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path growing(BlobName name) {
    return incoming.resolve(name.text());
  }

  private Path finished(BlobName name) {
    return home(name).resolve(name.text());
  }

  private Path home(BlobName name) {
    return folder.resolve(name.text().substring(0, 2));
  }

  private static long copy(InputStream from, FileChannel to, long most) throws IOException {
    var buffer = new byte[BUFFER];
    var taken = 0L;
    while (taken < most) {
      var read = from.read(buffer, 0, (int) Math.min(BUFFER, most - taken));
      if (read < 0) {
        break;
      }
      write(to, ByteBuffer.wrap(buffer, 0, read));
      taken += read;
    }
    return taken;
  }

  private static FileChannel open(Path file) {
    try {
      return FileChannel.open(file, CREATE, APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(FileChannel file, ByteBuffer octets) {
    try {
      while (octets.hasRemaining()) {
        file.write(octets);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void force(FileChannel file) {
    try {
      file.force(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// POSIX: a rename is durable once its folder is.
  private static void force(Path directory) throws IOException {
    try (var open = FileChannel.open(directory, READ)) {
      open.force(true);
    }
  }
}
