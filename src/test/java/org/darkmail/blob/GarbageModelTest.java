package org.darkmail.blob;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.darkmail.container.Container;
import org.darkmail.container.OnEachDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random uploads, holders that come and go, passing time and collections, beside a model that says
/// which blobs must be there and which must not.
@OnEachDatabase
class GarbageModelTest {

  private static final int STEPS = 250;

  private static Container container;
  private static Blobs blobs;

  private final Owner owner = new Owner("m" + UUID.randomUUID());
  private final Map<BlobName, Model> model = new LinkedHashMap<>();

  /// What is known of one blob.
  private static final class Model {
    private final byte[] octets;
    private final Set<String> holders = new HashSet<>();
    private int uploaded;

    /// Null while something holds it.
    private @Nullable Instant free;

    Model(byte[] octets, Instant now) {
      this.octets = octets;
      this.free = now;
    }

    boolean freeBefore(Instant since) {
      return free != null && free.isBefore(since);
    }

    boolean complete() {
      return uploaded == octets.length;
    }
  }

  @OnEachDatabase.Before
  static void start() {
    container = new Container();
    blobs = container.get(Blobs.class);
  }

  @OnEachDatabase.After
  static void stop() {
    container.close();
  }

  static List<Long> seeds() {
    return List.of(1L, 2L, new Random().nextLong());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void nothingThatIsHeldOrYoungIsCollectedAndEverythingElseIs(long seed) throws Exception {
    var random = new Random(seed);
    blobs.open(owner);
    for (var step = 0; step < STEPS; step++) {
      switch (random.nextInt(10)) {
        case 0, 1, 2 -> begin(random);
        case 3, 4 -> upload(random);
        case 5, 6 -> hold(random);
        case 7 -> release(random);
        case 8 -> container.time().pass(Duration.ofMinutes(random.nextInt(20 * 60)));
        default -> collect();
      }
    }
    collect();
    container.time().pass(Container.LIMITS.grace().plusSeconds(1));
    collect();
  }

  private void begin(Random random) {
    var octets = new byte[1 + random.nextInt(2_000)];
    random.nextBytes(octets);
    var blob = assertInstanceOf(Blob.class, blobs.begin(owner, octets.length));
    model.put(blob.name(), new Model(octets, now()));
  }

  /// The whole of it or a part.
  private void upload(Random random) throws IOException {
    for (var entry : some(random, 1)) {
      var blob = entry.getValue();
      if (!blob.complete()) {
        var until = random.nextInt(4) > 0 ? blob.octets.length : half(blob);
        var piece = new ByteArrayInputStream(blob.octets, blob.uploaded, until - blob.uploaded);
        assertEquals(
            new Piece.Stored(until), blobs.append(owner, entry.getKey(), blob.uploaded, piece));
        blob.uploaded = until;
        if (!blob.complete()) {
          blob.free = now();
        }
      }
    }
  }

  private static int half(Model blob) {
    return (blob.uploaded + blob.octets.length) / 2;
  }

  private void hold(Random random) {
    var wanted = some(random, 3);
    var holder = "item" + random.nextInt(6);
    var uses = wanted.stream().map(entry -> new Use(entry.getKey(), holder)).toList();
    var missing =
        wanted.stream()
            .filter(entry -> !entry.getValue().complete())
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    assertEquals(missing, Set.copyOf(blobs.hold(owner, uses)));
    if (missing.isEmpty()) {
      wanted.forEach(entry -> {
        entry.getValue().holders.add(holder);
        entry.getValue().free = null;
      });
    }
  }

  private void release(Random random) {
    var some = some(random, 3);
    var holder = "item" + random.nextInt(6);
    blobs.release(owner, some.stream().map(entry -> new Use(entry.getKey(), holder)).toList());
    for (var entry : some) {
      var blob = entry.getValue();
      blob.holders.remove(holder);
      if (blob.holders.isEmpty()) {
        blob.free = now();
      }
    }
  }

  private void collect() throws IOException {
    var since = now().minus(Container.LIMITS.grace());
    var garbage =
        model.entrySet().stream()
            .filter(entry -> entry.getValue().freeBefore(since))
            .map(Map.Entry::getKey)
            .toList();
    assertEquals(garbage.size(), blobs.collect());
    garbage.forEach(model::remove);
    for (var name : garbage) {
      assertEquals(true, blobs.find(name).isEmpty());
      assertEquals(0, container.get(BlobStore.class).length(name));
    }
    for (var entry : model.entrySet()) {
      var blob = entry.getValue();
      var found = blobs.find(entry.getKey()).orElseThrow();
      assertEquals(blob.complete(), found.complete());
      if (blob.complete()) {
        try (var octets = blobs.read(found, 0, blob.octets.length)) {
          assertArrayEquals(blob.octets, octets.readAllBytes());
        }
      }
    }
    assertEquals(
        model.values().stream().mapToLong(blob -> blob.octets.length).sum(),
        blobs.room(owner).orElseThrow().used());
  }

  private List<Map.Entry<BlobName, Model>> some(Random random, int most) {
    var all = new ArrayList<>(model.entrySet());
    java.util.Collections.shuffle(all, random);
    return all.subList(0, Math.min(all.size(), 1 + random.nextInt(most)));
  }

  private static Instant now() {
    return container.time().instant();
  }
}
