package org.darkmail.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/// What the embedded database promises with the URL that the server uses, shown by killing a
/// process in which several connections write. Power loss is another matter: see docs/operating.md.
class EmbeddedDatabaseTest {

  private static final int WRITERS = 6;

  /// Long enough for freed space to be written over, where another release of H2 lost commits.
  private static final Duration BEFORE_THE_KILL = Duration.ofSeconds(3);

  @TempDir Path folder;

  @RepeatedTest(3)
  void keepsEveryCommitThatWasAnsweredBeforeTheProcessWasKilled() throws Exception {
    var url = serverUrl().replace("${env.DARKMAIL_DATA}", folder.toString());
    var answered = writeUntilKilled(url);
    var kept = new ArrayList<Long>();
    try (var connection = DriverManager.getConnection(url, "sa", "sa");
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select times from kept order by writer")) {
      while (rows.next()) {
        kept.add(rows.getLong(1));
      }
    }
    assertEquals(WRITERS, kept.size());
    for (var writer = 0; writer < WRITERS; writer++) {
      assertTrue(answered[writer] > 50, "writer " + writer + " has written");
      assertTrue(
          kept.get(writer) >= answered[writer],
          "of writer %d %d commits were answered, %d kept"
              .formatted(writer, answered[writer], kept.get(writer)));
    }
  }

  /// The default of configure.cli, so that the test judges what is shipped.
  private static String serverUrl() throws IOException {
    var script = Files.readString(Path.of("src/main/server/configure.cli"));
    var matcher =
        Pattern.compile("DARKMAIL_DB_URL:(jdbc:h2:file:\\$\\{env.DARKMAIL_DATA}[^}]*)}")
            .matcher(script);
    assertTrue(matcher.find(), "configure.cli names the H2 URL");
    assertTrue(matcher.group(1).contains("WRITE_DELAY=0"));
    return matcher.group(1);
  }

  private static long[] writeUntilKilled(String url) throws IOException {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Writers.class.getName(),
                // Freed space is reused after half a second instead of 45.
                url + ";RETENTION_TIME=500")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), Writers.CHARSET))) {
      var answered = new long[WRITERS];
      note(Objects.requireNonNull(answers.readLine(), "the writers ended"), answered);
      var end = System.nanoTime() + BEFORE_THE_KILL.toNanos();
      while (System.nanoTime() < end) {
        note(Objects.requireNonNull(answers.readLine(), "the writers ended"), answered);
      }
      // Through the handle: the process itself would throw away what is still in the pipe.
      process.toHandle().destroyForcibly();
      for (var line = answers.readLine(); line != null; line = answers.readLine()) {
        note(line, answered);
      }
      return answered;
    }
  }

  private static void note(String line, long[] answered) {
    var parts = line.split(" ");
    answered[Integer.parseInt(parts[0])] = Long.parseLong(parts[1]);
  }

  /// Several connections that each update a row of their own and say how often after each commit,
  /// until they are killed.
  static final class Writers {

    static final Charset CHARSET = StandardCharsets.US_ASCII;

    public static void main(String[] arguments) throws Exception {
      var url = arguments[0];
      try (var connection = DriverManager.getConnection(url, "sa", "sa");
          var table = connection.createStatement()) {
        table.execute(
            "create table kept (writer int primary key, times bigint, octets varbinary(9000))");
        var threads = new ArrayList<Thread>();
        for (var writer = 0; writer < WRITERS; writer++) {
          table.execute("insert into kept values (%d, 0, null)".formatted(writer));
          var number = writer;
          threads.add(Thread.ofPlatform().start(() -> write(url, number)));
        }
        for (var thread : List.copyOf(threads)) {
          thread.join();
        }
      }
    }

    private static void write(String url, int writer) {
      var random = new Random(writer);
      try (var connection = DriverManager.getConnection(url, "sa", "sa")) {
        connection.setAutoCommit(false);
        try (var update =
            connection.prepareStatement("update kept set times = ?, octets = ? where writer = ?")) {
          for (var times = 1L; ; times++) {
            var octets = new byte[random.nextInt(8_000)];
            random.nextBytes(octets);
            update.setLong(1, times);
            update.setBytes(2, octets);
            update.setInt(3, writer);
            update.executeUpdate();
            connection.commit();
            System.out.println(writer + " " + times);
          }
        }
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
