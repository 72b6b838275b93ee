package org.darkmail.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/// A process in which several connections each update a row of their own and say how often after
/// each commit.
final class Writers implements AutoCloseable {

  private static final int WRITERS = 6;

  /// Long enough for freed space to be written over, where a release of H2 lost commits.
  private static final Duration BEFORE_THE_KILL = Duration.ofSeconds(3);

  private static final Charset CHARSET = StandardCharsets.US_ASCII;

  private final Process process;
  private final BufferedReader answers;
  private final long[] answered = new long[WRITERS];

  Writers(String url, String user, String password) throws IOException {
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Writers.class.getName(),
                url,
                user,
                password)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    answers = new BufferedReader(new InputStreamReader(process.getInputStream(), CHARSET));
  }

  /// Lets them write for a while.
  void write() throws IOException {
    note(Objects.requireNonNull(answers.readLine(), "the writers ended"));
    var end = System.nanoTime() + BEFORE_THE_KILL.toNanos();
    while (System.nanoTime() < end) {
      note(Objects.requireNonNull(answers.readLine(), "the writers ended"));
    }
  }

  /// Signal 9 for the writers, and the last of their answers.
  void kill() throws IOException {
    // Through the handle: the process itself would throw away what is still in the pipe.
    process.toHandle().destroyForcibly();
    drain();
  }

  /// The last answers of writers that end because their database has.
  void drain() throws IOException {
    for (var line = answers.readLine(); line != null; line = answers.readLine()) {
      note(line);
    }
  }

  private void note(String line) {
    var parts = line.split(" ");
    answered[Integer.parseInt(parts[0])] = Long.parseLong(parts[1]);
  }

  /// Of each writer at least as many updates as were answered.
  void assertKept(Connection database) throws SQLException {
    var kept = new ArrayList<Long>();
    try (var statement = database.createStatement();
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

  @Override
  public void close() {
    process.destroyForcibly();
  }

  public static void main(String[] arguments) throws Exception {
    try (var connection = connect(arguments);
        var table = connection.createStatement()) {
      var octets = arguments[0].startsWith("jdbc:h2:") ? "varbinary(9000)" : "bytea";
      table.execute(
          "create table kept (writer int primary key, times bigint, octets " + octets + ")");
      var threads = new ArrayList<Thread>();
      for (var writer = 0; writer < WRITERS; writer++) {
        table.execute("insert into kept values (%d, 0, null)".formatted(writer));
        var number = writer;
        threads.add(Thread.ofPlatform().start(() -> write(arguments, number)));
      }
      for (var thread : List.copyOf(threads)) {
        thread.join();
      }
    }
  }

  private static Connection connect(String[] arguments) throws SQLException {
    return DriverManager.getConnection(arguments[0], arguments[1], arguments[2]);
  }

  private static void write(String[] arguments, int writer) {
    var random = new Random(writer);
    try (var connection = connect(arguments)) {
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
