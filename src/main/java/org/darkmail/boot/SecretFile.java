package org.darkmail.boot;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Supplier;

/// A file that its owner alone may read, made once and never changed.
record SecretFile(Path path) {

  /// Its octets; if it is absent, those that `fresh` makes, once they are durable.
  ///
  /// @param inUse whether data exists that cannot be used without the file: then it is not made
  ///   anew
  byte[] read(boolean inUse, Supplier<byte[]> fresh) {
    try {
      if (Files.exists(path)) {
        return Files.readAllBytes(path);
      }
      if (inUse) {
        throw new IllegalStateException(
            "The file "
                + path
                + " is missing, but there are accounts that need it. Restore it from a backup.");
      }
      var octets = fresh.get();
      write(octets);
      return octets;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(byte[] octets) throws IOException {
    var folder = path.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException("no folder for " + path);
    }
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    var unfinished = folder.resolve(path.getFileName() + ".new");
    Files.deleteIfExists(unfinished);
    try (var file =
        FileChannel.open(
            unfinished,
            Set.of(CREATE_NEW, WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      for (var left = ByteBuffer.wrap(octets); left.hasRemaining(); ) {
        file.write(left);
      }
      file.force(true);
    }
    Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
    try (var open = FileChannel.open(folder, READ)) {
      open.force(true);
    }
  }
}
