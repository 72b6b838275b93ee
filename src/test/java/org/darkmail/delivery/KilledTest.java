package org.darkmail.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.darkmail.container.Engine;
import org.darkmail.container.OtherDomain;
import org.darkmail.container.Postgres;
import org.darkmail.container.S3Server;
import org.darkmail.delivery.Halts.Point;
import org.darkmail.openpgp.Certificate;
import org.darkmail.routing.Json;
import org.darkmail.routing.Outcome;
import org.darkmail.routing.Receipt;
import org.darkmail.routing.RoutingId;
import org.darkmail.routing.RoutingMessage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A server that is killed again and again, at each durable step or at any time, as the receiver
/// and as the sender, on each database and each store. A ledger of what it has acknowledged must in
/// the end equal what is there, once each. `./darkmail soak` does it more often.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledTest {
  private static final int MAILS = 6;
  private static final Duration SILENCE = Duration.ofMillis(400);
  private static final Duration IN_THE_END = Duration.ofSeconds(60);

  /// Lives of one instance in the long run.
  private static final int LIVES = 12;

  private final long seed = Long.getLong("darkmail.seed", System.nanoTime());
  private final int kills = Integer.getInteger("darkmail.kills", 0);
  private final Random random = new Random(seed);
  private int died;

  private record Setting(Engine engine, boolean s3) {}

  @TempDir static Path folder;

  @BeforeAll
  void tell() {
    System.out.println("KilledTest: -Ddarkmail.seed=" + seed);
  }

  @Test
  void aReceiverThatIsKilledHasInTheEndEachMailOnce() throws Exception {
    var before = died;
    receiver(new Setting(Engine.H2, false), Point.BLOB_WRITTEN, Point.BEFORE_COMMIT);
    receiver(new Setting(Engine.POSTGRESQL, true), Point.AFTER_COMMIT, Point.BEFORE_WORD);
    assertTrue(died - before >= 3, died + " lives ended where they were to, seed " + seed);
  }

  @Test
  void aSenderThatIsKilledLosesNothingThatItHasTaken() throws Exception {
    var before = died;
    sender(new Setting(Engine.H2, false), Point.AFTER_COMMIT, Point.BEFORE_WORD);
    sender(new Setting(Engine.POSTGRESQL, true), Point.BEFORE_COMMIT, Point.AFTER_BLOB);
    assertTrue(died - before >= 3, died + " lives ended where they were to, seed " + seed);
  }

  /// Only for `./darkmail soak`.
  @Test
  void soMuchMoreOftenAtRandom() throws Exception {
    var begun = System.nanoTime();
    for (var done = 0; done < kills; done += LIVES) {
      var points = new Point[LIVES];
      for (var life = 0; life < LIVES; life++) {
        points[life] = Point.values()[random.nextInt(Point.values().length)];
      }
      var setting = new Setting(Engine.values()[random.nextInt(2)], random.nextBoolean());
      if (random.nextBoolean()) {
        receiver(setting, points);
      } else {
        sender(setting, points);
      }
      System.out.printf(
          "%d of %d kills, %d at a point, %d s%n",
          Math.min(kills, done + LIVES), kills, died, (System.nanoTime() - begun) / 1_000_000_000);
    }
  }

  private void receiver(Setting setting, Point... ends) throws Exception {
    try (var world = new Here(setting)) {
      var all = new LinkedHashMap<RoutingId, RoutingMessage>();
      var unclaimed = new LinkedHashMap<RoutingId, RoutingMessage>();
      for (var end : ends) {
        try (var life = world.life(end, 1 + random.nextInt(3))) {
          receive(life, world, all, unclaimed, end);
        }
      }
      try (var life = world.life(Point.NOWHERE, 0)) {
        var by = certificate(life);
        var deadline = System.nanoTime() + IN_THE_END.toNanos();
        while (!unclaimed.isEmpty() && System.nanoTime() < deadline) {
          send(life, world, by, unclaimed);
          hear(life, world, by, unclaimed);
        }
        assertEquals(Set.of(), unclaimed.keySet(), () -> "never claimed, seed " + seed);
        life.order("arrivals");
        var arrived = new ArrayList<String>();
        for (var words = life.next(IN_THE_END); !words.getFirst().equals("end"); ) {
          if (words.getFirst().equals("arrival")) {
            arrived.add(words.get(1));
            assertEquals("true", words.get(2), () -> "its blobs are whole, seed " + seed);
          }
          words = life.next(IN_THE_END);
        }
        assertEquals(
            new TreeSet<>(all.keySet().stream().map(RoutingId::toString).toList()).toString(),
            arrived.stream().sorted().toList().toString(),
            () -> "seed " + seed);
      }
    }
  }

  private void receive(
      Life life,
      Here world,
      Map<RoutingId, RoutingMessage> all,
      Map<RoutingId, RoutingMessage> unclaimed,
      Point end)
      throws Exception {
    var by = life.ready();
    for (var mail = 0; by != null && mail < MAILS; mail++) {
      var blob = world.north.blob(OtherDomain.random(3_000));
      var message = world.north.message(by, Mortal.ANNA.local(), blob);
      all.put(message.id(), message);
      unclaimed.put(message.id(), message);
    }
    var until = System.nanoTime() + lifetime(end);
    while (by != null && !life.over() && !unclaimed.isEmpty() && System.nanoTime() < until) {
      send(life, world, by, unclaimed);
      hear(life, world, by, unclaimed);
    }
    count(life);
  }

  /// Where it is to die by itself it is given time to; else it is killed at some moment.
  private long lifetime(Point end) {
    return end == Point.NOWHERE ? random.nextLong(1_500_000_000) : 10_000_000_000L;
  }

  private void count(Life life) throws InterruptedException {
    if (life.over()) {
      died++;
    }
    life.kill();
  }

  private static void send(
      Life life, Here world, Certificate by, Map<RoutingId, RoutingMessage> unclaimed) {
    unclaimed.values().stream()
        .limit(MAILS)
        .forEach(message -> life.order("frame " + Json.encode(world.north.frame(by, message))));
  }

  /// What it says of mails, until it is silent for a while.
  private static void hear(
      Life life, Here world, Certificate by, Map<RoutingId, RoutingMessage> unclaimed)
      throws Exception {
    for (var words = life.next(SILENCE); !words.isEmpty(); words = life.next(SILENCE)) {
      if (words.getFirst().equals("frame")) {
        for (var element : world.north.open(Json.decode(words.get(1), "frame"), by)) {
          if (element instanceof Receipt receipt && receipt.outcome() == Outcome.CLAIMED) {
            unclaimed.remove(receipt.id());
          }
        }
      }
      if (unclaimed.isEmpty()) {
        return;
      }
    }
  }

  private void sender(Setting setting, Point... ends) throws Exception {
    try (var world = new Here(setting)) {
      var tried = new HashSet<RoutingId>();
      var taken = new TreeSet<String>();
      var came = new TreeSet<String>();
      for (var end : ends) {
        try (var life = world.life(end, 1 + random.nextInt(3))) {
          var by = life.ready();
          for (var mail = 0; by != null && mail < MAILS; mail++) {
            var id = RoutingId.of(OtherDomain.random(16));
            tried.add(id);
            life.order("submit " + id);
          }
          var until = System.nanoTime() + lifetime(end);
          var all = taken.size() + MAILS;
          while (by != null && !life.over() && taken.size() < all && System.nanoTime() < until) {
            take(life, world, by, taken, came);
          }
          count(life);
        }
      }
      try (var life = world.life(Point.NOWHERE, 0)) {
        var by = certificate(life);
        var deadline = System.nanoTime() + IN_THE_END.toNanos();
        var claimed = new TreeSet<String>();
        while (!claimed.containsAll(taken) && System.nanoTime() < deadline) {
          take(life, world, by, taken, came);
          claimed.clear();
          life.order("statuses");
          for (var words = life.next(IN_THE_END); !words.getFirst().equals("end"); ) {
            if (words.getFirst().equals("status") && words.get(2).equals("claimed")) {
              claimed.add(words.get(1));
            }
            note(life, world, by, taken, came, words);
            words = life.next(IN_THE_END);
          }
        }
        assertTrue(claimed.containsAll(taken), () -> "lost: " + minus(taken, claimed));
        assertTrue(came.containsAll(taken), () -> "never sent: " + minus(taken, came));
        tried.forEach(id -> came.remove(id.toString()));
        assertEquals(Set.of(), came, () -> "never submitted, seed " + seed);
      }
    }
  }

  private String minus(Set<String> all, Set<String> there) {
    var left = new TreeSet<>(all);
    left.removeAll(there);
    return left + ", seed " + seed;
  }

  /// Hears it until it has been silent for a while.
  private static void take(
      Life life, Here world, Certificate by, Set<String> taken, Set<String> came) throws Exception {
    for (var words = life.next(SILENCE); !words.isEmpty(); words = life.next(SILENCE)) {
      note(life, world, by, taken, came, words);
    }
  }

  /// A good destination: each message is claimed at once.
  private static void note(
      Life life,
      Here world,
      Certificate by,
      Set<String> taken,
      Set<String> came,
      List<String> words)
      throws Exception {
    switch (words.getFirst()) {
      case "submitted" -> taken.add(words.get(1));
      case "frame" -> {
        for (var element : world.north.open(Json.decode(words.get(1), "frame"), by)) {
          if (element instanceof RoutingMessage message) {
            came.add(message.id().toString());
            var word = world.north.frame(by, Receipt.claimed(message.id()));
            life.order("frame " + Json.encode(word));
          }
        }
      }
      default -> {}
    }
  }

  private static Certificate certificate(Life life) throws Exception {
    var by = life.ready();
    if (by == null) {
      throw new AssertionError("it does not start any more");
    }
    return by;
  }

  /// What outlives a process: folder, database, the other domain.
  private final class Here implements AutoCloseable {
    private final OtherDomain north = new OtherDomain("north.test", InstantSource.system());
    private final Path home = Files.createTempDirectory(folder, "home");
    private final List<String> arguments = new ArrayList<>();

    Here(Setting setting) throws IOException {
      arguments.add(home.toString());
      if (setting.engine == Engine.H2) {
        arguments.addAll(List.of(h2(home), "sa", "sa"));
      } else {
        var schema = "k" + UUID.randomUUID().toString().replace("-", "");
        arguments.addAll(
            List.of(Postgres.shared().schema(schema), Postgres.USER, Postgres.shared().password()));
      }
      arguments.add(setting.s3 ? S3Server.shared().endpoint().toString() : "-");
      arguments.add(north.url().toString());
    }

    Life life(Point end, int times) throws IOException {
      var all = new ArrayList<>(arguments);
      all.add(end.name());
      all.add(String.valueOf(times));
      return new Life(home, all);
    }

    @Override
    public void close() {
      north.close();
    }
  }

  /// As the server ships it.
  private static String h2(Path home) throws IOException {
    var script = Files.readString(Path.of("src/main/server/configure.cli"));
    var matcher =
        Pattern.compile("DARKMAIL_DB_URL:(jdbc:h2:file:\\$\\{env.DARKMAIL_DATA}[^}]*)}")
            .matcher(script);
    assertTrue(matcher.find());
    return matcher.group(1).replace("${env.DARKMAIL_DATA}", home.toString());
  }
}
