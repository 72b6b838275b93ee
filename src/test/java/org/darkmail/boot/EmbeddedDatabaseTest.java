package org.darkmail.boot;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.regex.Pattern;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/// What the embedded database promises with the URL that the server uses, shown by killing a
/// process in which several connections write. Power loss is another matter: see docs/operating.md.
class EmbeddedDatabaseTest {

  @TempDir Path folder;

  @RepeatedTest(3)
  void keepsEveryCommitThatWasAnsweredBeforeTheProcessWasKilled() throws Exception {
    var url = serverUrl().replace("${env.DARKMAIL_DATA}", folder.toString());
    // Freed space is reused after half a second instead of 45.
    try (var writers = new Writers(url + ";RETENTION_TIME=500", "sa", "sa")) {
      writers.write();
      writers.kill();
      try (var connection = DriverManager.getConnection(url, "sa", "sa")) {
        writers.assertKept(connection);
      }
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
}
