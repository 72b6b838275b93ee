package org.darkmail.blob;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Growing blobs as files of one folder. Nothing but a [BlobName] gets into a path.
final class Incoming {

  private static final int BUFFER = 64 * 1024;

  private final Path folder;

  /// @param folder made if absent
  Incoming(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path file(BlobName name) {
    return folder.resolve(name.text());
  }

  /// 0 if there is none.
  long length(BlobName name) {
    try {
      return Files.size(file(name));
    } catch (NoSuchFileException e) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// As [BlobStore#append].
  long append(BlobName name, InputStream octets, long most) throws IOException {
    try (var file = open(name)) {
      try {
        return copy(octets, file, most);
      } finally {
        force(file);
      }
    }
  }

  void delete(BlobName name) {
    try {
      Files.deleteIfExists(file(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long copy(InputStream from, FileChannel to, long most) throws IOException {
    var buffer = new byte[BUFFER];
    var taken = 0L;
    while (taken < most) {
      var read = from.read(buffer, 0, (int) Math.min(BUFFER, most - taken));
      if (read < 0) {
        break;
      }
      store(to, ByteBuffer.wrap(buffer, 0, read));
      taken += read;
    }
    return taken;
  }

  private FileChannel open(BlobName name) {
    try {
      return FileChannel.open(file(name), CREATE, APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void store(FileChannel file, ByteBuffer octets) {
    try {
      write(file, octets);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Writes all of it, which one call of a channel need not do.
  static void write(FileChannel file, ByteBuffer octets) throws IOException {
    while (octets.hasRemaining()) {
      file.write(octets);
    }
  }

  private static void force(FileChannel file) {
    try {
      file.force(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
