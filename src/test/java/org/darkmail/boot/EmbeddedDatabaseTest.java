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
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the embedded database promises with the URL that the server uses, shown by killing a
/// process that writes. Power loss is another matter: see docs/operating.md.
class EmbeddedDatabaseTest {

  private static final int BEFORE_THE_KILL = 150;

  @TempDir Path folder;

  @Test
  void keepsEveryCommitThatWasAnsweredBeforeTheProcessWasKilled() throws Exception {
    var url = serverUrl().replace("${env.DARKMAIL_DATA}", folder.toString());
    var answered = writeUntilKilled(url);
    assertTrue(answered >= BEFORE_THE_KILL);
    try (var connection = DriverManager.getConnection(url, "sa", "sa");
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select count(*) from kept where id <= " + answered)) {
      assertTrue(rows.next());
      assertEquals(answered, rows.getInt(1));
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

  private static int writeUntilKilled(String url) throws IOException {
    var writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                url)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var answers =
        new BufferedReader(new InputStreamReader(writer.getInputStream(), Writer.CHARSET))) {
      var last = 0;
      while (last < BEFORE_THE_KILL) {
        last = Integer.parseInt(Objects.requireNonNull(answers.readLine(), "the writer ended"));
      }
      // Through the handle: the process itself would throw away what is still in the pipe.
      writer.toHandle().destroyForcibly();
      for (var line = answers.readLine(); line != null; line = answers.readLine()) {
        last = Integer.parseInt(line);
      }
      return last;
    }
  }

  /// Commits rows and says each one's number after the commit, until it is killed.
  static final class Writer {

    static final Charset CHARSET = StandardCharsets.US_ASCII;

    public static void main(String[] arguments) throws SQLException {
      try (var connection = DriverManager.getConnection(arguments[0], "sa", "sa")) {
        try (var table = connection.createStatement()) {
          table.execute("create table kept (id bigint primary key, text varchar(200))");
        }
        connection.setAutoCommit(false);
        try (var insert = connection.prepareStatement("insert into kept values (?, ?)")) {
          for (var id = 1; ; id++) {
            insert.setInt(1, id);
            insert.setString(2, "x".repeat(150));
            insert.executeUpdate();
            connection.commit();
            System.out.println(id);
          }
        }
      }
    }
  }
}
