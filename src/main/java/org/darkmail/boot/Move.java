package org.darkmail.boot;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/// Moves an instance that is stopped to other stores: `./darkmail move FILE`. The environment says
/// where it is, the file what is different where it goes.
final class Move {

  private Move() {}

  /// Status 0 when all is there and the same; 2 and a sentence for nonsense in the settings; 1
  /// else.
  public static void main(String[] arguments) throws Exception {
    System.exit(run(System.getenv(), Path.of(arguments[0]), System.out, System.err));
  }

  static int run(Map<String, String> here, Path file, PrintStream out, PrintStream err)
      throws SQLException, InterruptedException {
    var there = new HashMap<>(here);
    try (var lines = Files.lines(file)) {
      lines
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split("=", 2))
          .forEach(line -> there.put(line[0].strip(), line.length == 2 ? line[1].strip() : ""));
    } catch (IOException e) {
      err.println("The file " + file + " cannot be read.");
      return 2;
    }
    return switch (Settings.read(here)) {
      case Refused(var sentence) -> refused(sentence, "", err);
      case Settings from ->
          switch (Settings.read(there)) {
            case Refused(var sentence) -> refused(sentence, " (in " + file + ")", err);
            case Settings to -> {
              move(from, Environment.database(here), to, Environment.database(there), out);
              out.println(
                  "All of it is there and the same. Start the server with the new settings.");
              yield 0;
            }
          };
    };
  }

  private static int refused(String sentence, String where, PrintStream err) {
    err.println(sentence + where);
    return 2;
  }

  private static void move(
      Settings from, DatabaseAccess source, Settings to, DatabaseAccess target, PrintStream out)
      throws SQLException, InterruptedException {
    Schema.update(source);
    if (!from.bucket().equals(to.bucket()) || !from.data().equals(to.data())) {
      out.println("Blobs, from " + place(from) + " to " + place(to));
      try (var database = source.connect();
          var old = Storage.store(from);
          var young = Storage.store(to)) {
        new MoveBlobs(old, young, out).run(database);
      }
    }
    if (!source.url().equals(target.url())) {
      out.println("Database, from " + source + " to " + target);
      Schema.update(target);
      try (var old = source.connect();
          var young = target.connect()) {
        new MoveDatabase(old, young, out).run();
      }
    }
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String place(Settings settings) {
    return settings
        .bucket()
        .map(Object::toString)
        .orElseGet(() -> settings.data().resolve("blobs").toString());
  }
}
