package org.darkmail.journeys.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Two federated Darkmail instances on this machine, north.test and south.test, each with its own
/// JVM, database, blobs and Prosody, run by `launcher/pair.sh`.
public final class Pair implements AutoCloseable {

  private static final int NORTH_PORT = 18080;

  private final Path folder;
  private final Instance north;
  private final Instance south;

  private Pair(Path folder) {
    this.folder = folder;
    this.north = new Instance(this, "north", 0);
    this.south = new Instance(this, "south", 1);
  }

  /// `PORT NET`, as `pair.sh setup` keeps them.
  String[] numbers() {
    try {
      return Files.readString(folder.resolve("pair.conf")).strip().split(" ");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The pair that the system property `darkmail.pair` names, or a fresh one in `run/journeys`.
  public static Pair setUp() {
    var given = System.getProperty("darkmail.pair");
    var pair = new Pair(given == null ? Path.of("run/journeys").toAbsolutePath() : Path.of(given));
    if (given == null) {
      pair.fresh(NORTH_PORT, "127.0.2");
    }
    return pair;
  }

  /// One more pair, beside the one of the journeys; nothing of it runs yet.
  public static Pair another(String name, int port, String net) {
    var pair = new Pair(Path.of("run", name).toAbsolutePath());
    pair.fresh(port, net);
    return pair;
  }

  public void start() {
    launcher("start");
  }

  private void fresh(int port, String net) {
    if (Files.exists(folder.resolve("pair.conf"))) {
      launcher("stop");
      Shell.run(List.of("rm", "-rf", folder.toString()));
    }
    launcher("setup", "--port", String.valueOf(port), "--net", net);
  }

  public Instance north() {
    return north;
  }

  public Instance south() {
    return south;
  }

  public List<Instance> both() {
    return List.of(north, south);
  }

  public Path folder() {
    return folder;
  }

  /// Brings back whatever a journey has stopped or killed.
  public void mend() {
    both().forEach(Instance::thaw);
    start();
  }

  /// Ends everything, unless `-Ddarkmail.keep=true` says that it is wanted for the next run.
  @Override
  public void close() {
    if (Boolean.getBoolean("darkmail.keep")) {
      return;
    }
    both().forEach(Instance::thaw);
    launcher("stop");
  }

  String launcher(String command, String... more) {
    var line = new ArrayList<>(List.of("bash", "launcher/pair.sh", command, folder.toString()));
    line.addAll(List.of(more));
    return Shell.run(line);
  }
}
