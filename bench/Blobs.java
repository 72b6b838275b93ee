import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.darkmail.blob.BlobName;
import org.darkmail.blob.BlobStore;
import org.darkmail.blob.FileBlobStore;

/// Durable blobs of 16 KiB a second in the file store: small ones by way of the journal, beside a force of each file.
void main(String[] arguments) throws Exception {
  int seconds = arguments.length == 0 ? 4 : Integer.parseInt(arguments[0]);
  Figures.conditions();
  for (int threads : new int[] {1, 8, 32}) {
    for (var journal : new boolean[] {true, false}) {
      System.out.printf(Locale.ROOT, "%2d threads, %s: %,.0f blobs/s%n", threads,
          journal ? "journal  " : "each file", rate(threads, journal, seconds));
    }
  }
}

double rate(int threads, boolean journal, int seconds) throws Exception {
  var folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "bench-blobs");
  var made = new AtomicInteger();
  var random = new SecureRandom();
  try (var store = new FileBlobStore(folder); var workers = Executors.newFixedThreadPool(threads)) {
    make(store, journal, random, new byte[16_384]);
    var end = System.nanoTime() + seconds * 1_000_000_000L;
    var all = new ArrayList<Future<?>>();
    for (int i = 0; i < threads; i++) {
      all.add(workers.submit(() -> {
        var octets = new byte[16_384];
        random.nextBytes(octets);
        while (System.nanoTime() < end) {
          make(store, journal, random, octets);
          made.incrementAndGet();
        }
        return null;
      }));
    }
    for (var each : all) {
      each.get();
    }
  }
  try (var files = Files.walk(folder)) {
    for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
      Files.delete(file);
    }
  }
  return made.get() / (double) seconds;
}

void make(BlobStore store, boolean journal, SecureRandom random, byte[] octets) throws IOException {
  var name = BlobName.random(random);
  if (journal) {
    store.put(name, octets);
  } else {
    store.append(name, new ByteArrayInputStream(octets), octets.length);
    store.finish(name, octets.length);
  }
}
