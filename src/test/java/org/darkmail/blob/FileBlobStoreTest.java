package org.darkmail.blob;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileBlobStoreTest extends BlobStoreContract {

  @TempDir private Path folder;

  private FileBlobStore store;

  @BeforeEach
  void open() {
    store = new FileBlobStore(folder);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  BlobStore store() {
    return store;
  }

  @Test
  void onlyTheFormOfANameGetsIntoAPath() {
    for (var text :
        new String[] {"../../../../../../../../../../../etc/passwd", "", "a".repeat(42) + "/"}) {
      assertThrows(IllegalArgumentException.class, () -> new BlobName(text));
    }
  }

  @Test
  void aFinishedBlobIsOneFileInAFolderOfFew() throws IOException {
    var name = BlobName.random(new SecureRandom());
    store().append(name, new ByteArrayInputStream(new byte[] {1, 2}), 2);
    store().finish(name, 2);
    var file = folder.resolve(name.text().substring(0, 2)).resolve(name.text());
    assertArrayEquals(new byte[] {1, 2}, Arrays.copyOf(Files.readAllBytes(file), 2));
    assertEquals(2 + 4, Files.size(file));
    try (var growing = Files.list(folder.resolve("incoming"))) {
      assertEquals(0, growing.count());
    }
  }

  @Test
  void aDamagedFileIsNotHandedOut() throws IOException {
    var name = BlobName.random(new SecureRandom());
    var octets = new byte[200_000];
    store().put(name, octets);
    var file = folder.resolve(name.text().substring(0, 2)).resolve(name.text());
    var lying = Files.readAllBytes(file);
    lying[100_000] = 1;
    Files.write(file, lying);
    assertArrayEquals(
        Arrays.copyOf(octets, 65_536), store().read(name, 200_000, 0, 65_536).readAllBytes());
    try (var read = store().read(name, 200_000, 65_000, 50_000)) {
      assertThrows(IOException.class, read::readAllBytes);
    }
    Files.write(file, Arrays.copyOf(lying, 150_000));
    assertThrows(UncheckedIOException.class, () -> store().read(name, 200_000, 0, 1));
  }

  @Test
  void aCrashWhileABlobIsFinishedIsMendedByTheNextAttempt() throws IOException {
    var name = BlobName.random(new SecureRandom());
    store().append(name, new ByteArrayInputStream(new byte[100]), 100);
    // A part of the sums has been written.
    store().append(name, new ByteArrayInputStream(new byte[] {1, 2}), 2);
    store().finish(name, 100);
    assertArrayEquals(new byte[100], store().read(name, 100, 0, 100).readAllBytes());
  }
}
