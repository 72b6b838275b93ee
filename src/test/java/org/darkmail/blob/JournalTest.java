package org.darkmail.blob;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Small blobs of the file store after a power loss, which takes what has not been forced to disk:
/// here everything but the journal.
class JournalTest {

  private static final int SHORT = 50_000;

  @TempDir private Path folder;

  private final SecureRandom random = new SecureRandom();
  private final Map<BlobName, byte[]> put = new LinkedHashMap<>();
  private FileBlobStore store;

  @BeforeEach
  void open() {
    store = new FileBlobStore(folder.resolve("store"), SHORT);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void whatWasAnsweredIsRestoredWhateverBecameOfItsFile() throws IOException {
    for (var i = 0; i < 9; i++) {
      put(1 + i * 100);
    }
    var taken = powerLoss();
    var files = put.keySet().iterator();
    Files.delete(file(taken, files.next()));
    Files.write(file(taken, files.next()), new byte[0]);
    Files.write(file(taken, files.next()), new byte[300]);
    assertHoldsAll(taken);
  }

  @Test
  void aLastRecordThatWasUnderWayHarmsNoOther() throws IOException {
    put(100);
    put(200);
    var taken = powerLoss();
    var unfinished = Files.write(taken.resolve("incoming/x.new"), new byte[10]);
    for (var name : put.keySet()) {
      Files.delete(file(taken, name));
    }
    var journal = taken.resolve("journal/0");
    var whole = Files.readAllBytes(journal);
    Files.write(journal, Arrays.copyOf(whole, whole.length / 2), StandardOpenOption.APPEND);
    assertHoldsAll(taken);
    assertFalse(Files.exists(unfinished));
  }

  @Test
  void whatHasBeenDeletedStaysSo() throws IOException {
    var gone = put(100);
    var kept = put(100);
    store.delete(gone);
    put.remove(gone);
    var taken = powerLoss();
    Files.delete(file(taken, kept));
    assertHoldsAll(taken);
    assertFalse(Files.exists(file(taken, gone)));
  }

  @Test
  void aLongJournalGoesWhenItsFilesAreOnDiskThemselves() throws Exception {
    for (var i = 0; i < 40; i++) {
      put(10_000);
    }
    store.close();
    try (var left = Files.list(folder.resolve("store/journal"))) {
      assertEquals(0, left.filter(file -> !file.endsWith("lock")).count());
    }
    store = new FileBlobStore(folder.resolve("store"), SHORT);
    assertHolds(store);
  }

  @Test
  void manyAtOnceAreAllKept() throws Exception {
    try (var writers = Executors.newFixedThreadPool(8)) {
      var all =
          IntStream.range(0, 200)
              .mapToObj(i -> (Future<?>) writers.submit(() -> put(1_000 + i)))
              .toList();
      for (var each : all) {
        each.get();
      }
    }
    assertEquals(200, put.size());
    assertHolds(store);
    var taken = powerLoss();
    assertHoldsAll(taken);
  }

  @Test
  void aFolderBelongsToOneStoreAtATime() {
    var again = folder.resolve("store");
    var refused = assertThrows(IllegalStateException.class, () -> new FileBlobStore(again));
    assertTrue(String.valueOf(refused.getMessage()).contains("uses"));
  }

  private BlobName put(int size) {
    var name = BlobName.random(random);
    var octets = new byte[size];
    random.nextBytes(octets);
    store.put(name, octets);
    synchronized (put) {
      put.put(name, octets);
    }
    return name;
  }

  /// The folder as it is now, while the store still has it open.
  private Path powerLoss() throws IOException {
    var store = folder.resolve("store");
    var copy = folder.resolve("copy");
    Files.walkFileTree(
        store,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path one, BasicFileAttributes its)
              throws IOException {
            Files.createDirectory(copy.resolve(store.relativize(one).toString()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path one, BasicFileAttributes its) throws IOException {
            try {
              Files.copy(one, copy.resolve(store.relativize(one).toString()));
            } catch (NoSuchFileException e) {
              return visitFileFailed(one, e);
            }
            return FileVisitResult.CONTINUE;
          }

          /// A journal goes in the background when its files are on disk themselves.
          @Override
          public FileVisitResult visitFileFailed(Path one, IOException e) throws IOException {
            assertEquals(store.resolve("journal"), one.getParent());
            return FileVisitResult.CONTINUE;
          }
        });
    return copy;
  }

  private static Path file(Path folder, BlobName name) {
    return folder.resolve(name.text().substring(0, 2)).resolve(name.text());
  }

  private void assertHoldsAll(Path taken) throws IOException {
    try (var restored = new FileBlobStore(taken)) {
      assertHolds(restored);
    }
  }

  private void assertHolds(BlobStore held) throws IOException {
    for (var each : put.entrySet()) {
      var size = each.getValue().length;
      try (var octets = held.read(each.getKey(), size, 0, size)) {
        assertArrayEquals(each.getValue(), octets.readAllBytes());
      }
    }
  }
}
