package org.darkmail.blob;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// Makes small files durable many at a time: each is written without waiting for the disk, and its
/// octets go to the end of one file, which is forced once for all that came meanwhile. When that
/// file is long, the files that it has are forced in the background, and it goes. What a power loss
/// takes of them is written again from it at the next start.
final class Journal implements AutoCloseable {

  /// Octets after which a new file is begun.
  static final long LONG = 32L << 20;

  /// What the journal needs of the files that it is for.
  interface Kept {
    /// Makes the file as it was, unless it is so.
    void restore(BlobName name, byte[] stored) throws IOException;

    void remove(BlobName name) throws IOException;

    /// Makes files durable that have been written, those left out that are gone.
    void force(Set<BlobName> names) throws IOException;
  }

  private static final class Waiting {
    private final JournalRecord entry;
    private boolean done;
    private @Nullable IOException failed;

    Waiting(JournalRecord entry) {
      this.entry = entry;
    }
  }

  private final Path folder;
  private final long most;
  private final Kept files;
  private final FileChannel lock;
  private final ExecutorService background = Executors.newSingleThreadExecutor(Journal::daemon);
  private final Set<BlobName> young = new HashSet<>();
  private List<Waiting> waiting = new ArrayList<>();
  private boolean writing;
  private int number;
  private Path path;
  private FileChannel file;
  private Set<BlobName> names = new HashSet<>();

  /// Restores what an earlier process has left.
  ///
  /// @throws IllegalStateException if another process uses the folder
  Journal(Path folder, long most, Kept files) throws IOException {
    Files.createDirectories(folder);
    this.folder = folder;
    this.most = most;
    this.files = files;
    this.lock = FileChannel.open(folder.resolve("lock"), CREATE, WRITE);
    try {
      if (lock.tryLock() == null) {
        throw new IllegalStateException("another process uses " + folder);
      }
    } catch (OverlappingFileLockException e) {
      throw new IllegalStateException("this process uses " + folder + " already", e);
    }
    recover();
    this.path = folder.resolve("0");
    this.file = FileChannel.open(path, CREATE_NEW, WRITE);
  }

  private void recover() throws IOException {
    List<Path> left;
    try (var all = Files.list(folder)) {
      left = all.filter(one -> !one.endsWith("lock")).sorted(Journal::byNumber).toList();
    }
    var restored = new HashSet<BlobName>();
    for (var one : left) {
      for (var entry : JournalRecord.read(one)) {
        switch (entry) {
          case JournalRecord.Made(var name, var stored) -> {
            files.restore(name, stored);
            restored.add(name);
          }
          case JournalRecord.Gone(var name) -> files.remove(name);
        }
      }
    }
    files.force(restored);
    for (var one : left) {
      Files.delete(one);
    }
  }

  private static int byNumber(Path one, Path other) {
    return Integer.compare(number(one), number(other));
  }

  private static int number(Path file) {
    return Integer.parseInt(String.valueOf(file.getFileName()));
  }

  /// Waits until it is durable.
  void made(BlobName name, byte[] stored) throws IOException {
    add(new JournalRecord.Made(name, stored));
  }

  /// Keeps a file that has been deleted from being restored.
  void gone(BlobName name) throws IOException {
    synchronized (this) {
      if (!young.contains(name)) {
        return;
      }
    }
    add(new JournalRecord.Gone(name));
  }

  private void add(JournalRecord entry) throws IOException {
    var mine = new Waiting(entry);
    synchronized (this) {
      waiting.add(mine);
      while (writing && !mine.done) {
        await();
      }
      if (!mine.done) {
        writing = true;
      }
    }
    if (!mine.done) {
      lead();
    }
    if (mine.failed != null) {
      throw new IOException("the journal could not be written", mine.failed);
    }
  }

  /// Writes all that wait, this thread's own among them.
  private void lead() {
    List<Waiting> batch;
    synchronized (this) {
      batch = waiting;
      waiting = new ArrayList<>();
    }
    IOException failed = null;
    try {
      write(batch);
    } catch (IOException e) {
      failed = e;
    }
    synchronized (this) {
      for (var each : batch) {
        each.failed = failed;
        each.done = true;
        young.add(each.entry.name());
        names.add(each.entry.name());
      }
      writing = false;
      notifyAll();
    }
  }

  private void write(List<Waiting> batch) throws IOException {
    var before = file.size();
    if (before > most) {
      begin();
      before = 0;
    }
    try {
      for (var each : batch) {
        Incoming.write(file, ByteBuffer.wrap(each.entry.octets()));
      }
      file.force(false);
    } catch (IOException e) {
      // Else nothing behind a broken record would be found.
      file.truncate(before);
      file.position(before);
      throw e;
    }
  }

  private void begin() throws IOException {
    var next = folder.resolve(String.valueOf(number + 1));
    var opened = FileChannel.open(next, CREATE_NEW, WRITE);
    number++;
    var oldPath = path;
    var oldFile = file;
    path = next;
    file = opened;
    Set<BlobName> old;
    synchronized (this) {
      old = names;
      names = new HashSet<>();
    }
    background.execute(() -> settle(oldPath, oldFile, old));
  }

  private void settle(Path oldPath, FileChannel oldFile, Set<BlobName> old) {
    try {
      files.force(old);
      oldFile.close();
      Files.delete(oldPath);
      synchronized (this) {
        old.stream().filter(name -> !names.contains(name)).forEach(young::remove);
      }
    } catch (IOException e) {
      System.getLogger(Journal.class.getName())
          .log(System.Logger.Level.ERROR, "small blobs are not forced to disk", e);
    }
  }

  private void await() {
    try {
      wait();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted"));
    }
  }

  private static Thread daemon(Runnable work) {
    return Thread.ofPlatform().daemon().name("blob-journal").unstarted(work);
  }

  /// Leaves nothing that would have to be restored.
  @Override
  public void close() throws IOException {
    background.close();
    synchronized (this) {
      files.force(names);
    }
    file.close();
    Files.delete(path);
    lock.close();
  }
}
