import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.darkmail.journeys.stage.Cast;
import org.darkmail.journeys.stage.Instance;
import org.darkmail.journeys.stage.Pair;

static final long MEGABYTE = 1_000_000;

/// One attachment from a file at north to a file at south: times of both halves, and the memory that
/// browsers and servers need beyond what they had. Beside it: the same octets copied on this disk.
void main(String[] arguments) throws Exception {
  long size = (arguments.length == 0 ? 2_000 : Long.parseLong(arguments[0])) * MEGABYTE;
  try (var pair = Pair.setUp()) {
    pair.start();
    try (var cast = new Cast(pair, Path.of("target/bench/large-attachment").toAbsolutePath())) {
      var anna = cast.measured(pair.north(), "anna");
      var bela = cast.measured(pair.south(), "bela");
      anna.signUp();
      bela.signUp();
      var file = cast.folder().resolve("large.bin");
      var sum = write(file, size);
      var patience = Duration.ofMinutes(20);

      Figures.conditions();
      var sending = new Memory(pair, "anna");
      long began = System.nanoTime();
      anna.writes().to(bela.address()).subject("Large").body("As promised.").attach(file).send(patience);
      print("chosen -> sealed, uploaded, sent", size, began);
      sending.print("while it is sent");

      began = System.nanoTime();
      var row = bela.mailbox().row(patience, "Large");
      print("sent -> claimed by south, shown there", size, began);
      row.click();

      var fetching = new Memory(pair, "bela");
      began = System.nanoTime();
      bela.browser().click("attachment-download");
      var fetched = bela.browser().downloaded(patience, "large.bin");
      print("asked for -> fetched, checked, saved", size, began);
      fetching.print("while it is fetched");
      System.out.println("the same octets: " + sum.equals(digest(fetched)));

      began = System.nanoTime();
      Files.copy(file, cast.folder().resolve("copy.bin"), StandardCopyOption.REPLACE_EXISTING);
      print("beside it: copied on this disk", size, began);
    }
  }
}

String write(Path file, long size) throws Exception {
  var chance = new Random(1);
  var octets = new byte[(int) MEGABYTE];
  try (var out = Files.newOutputStream(file)) {
    for (long left = size; left > 0; left -= MEGABYTE) {
      chance.nextBytes(octets);
      out.write(octets);
    }
  }
  return digest(file);
}

String digest(Path file) throws Exception {
  var digest = MessageDigest.getInstance("SHA-256");
  var octets = new byte[(int) MEGABYTE];
  try (var in = Files.newInputStream(file)) {
    for (int read; (read = in.read(octets)) >= 0; ) {
      digest.update(octets, 0, read);
    }
  }
  return HexFormat.of().formatHex(digest.digest());
}

void print(String what, long size, long began) {
  var seconds = (System.nanoTime() - began) / 1e9;
  System.out.printf(Locale.ROOT, "%s: %.1f s, %.1f MB/s%n", what, seconds, size / MEGABYTE / seconds);
}

/// What processes hold of their own (Private_Dirty of `smaps_rollup`), looked at twice a second.
final class Memory {
  private final AtomicBoolean ended = new AtomicBoolean();
  private final Watched tab;
  private final Watched north;
  private final Watched south;
  private final Thread thread;

  Memory(Pair pair, String whose) {
    tab = new Watched("tab and its worker", () -> renderers(whose));
    north = new Watched("north's server", () -> server(pair.north()));
    south = new Watched("south's server", () -> server(pair.south()));
    thread = Thread.ofPlatform().daemon().start(this::watch);
  }

  private void watch() {
    while (!ended.get()) {
      tab.look();
      north.look();
      south.look();
      try {
        Thread.sleep(500);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  void print(String when) throws InterruptedException {
    ended.set(true);
    thread.join();
    for (var each : new Watched[] {tab, north, south}) {
      System.out.printf(
          Locale.ROOT, "  %s, %s: %.0f MB before, at most %.0f MB more%n",
          when, each.name, each.before / 1e6, (each.most.get() - each.before) / 1e6);
    }
  }
}

interface Octets {
  long now() throws IOException;
}

final class Watched {
  final String name;
  final Octets octets;
  final long before;
  final AtomicLong most;

  Watched(String name, Octets octets) {
    this.name = name;
    this.octets = octets;
    this.before = seen();
    this.most = new AtomicLong(before);
  }

  private long seen() {
    try {
      return octets.now();
    } catch (IOException e) {
      // It has ended.
      return 0;
    }
  }

  void look() {
    most.accumulateAndGet(seen(), Math::max);
  }
}

static long server(Instance instance) throws IOException {
  return dirty(instance.pid());
}

/// Of all renderers of the browser whose profile lies in a folder of that name.
static long renderers(String whose) throws IOException {
  long sum = 0;
  for (var process : ProcessHandle.allProcesses().toList()) {
    if (command(process).contains("--type=renderer") && ancestors(process).contains("/" + whose)) {
      sum += dirty(process.pid());
    }
  }
  return sum;
}

static String ancestors(ProcessHandle process) {
  return process.parent().map(one -> command(one) + ancestors(one)).orElse("");
}

/// Also of a process that has written over its own, as browsers do.
static String command(ProcessHandle process) {
  try {
    return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"), StandardCharsets.ISO_8859_1);
  } catch (IOException e) {
    // It has ended.
    return "";
  }
}

static long dirty(long pid) throws IOException {
  for (var line : Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup"))) {
    if (line.startsWith("Private_Dirty:")) {
      return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
    }
  }
  return 0;
}
