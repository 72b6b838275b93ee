package org.darkmail.journeys.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs a program to its end.
public final class Shell {

  private Shell() {}

  /// What the program printed; a program that fails is a fault.
  public static String run(List<String> line) {
    try {
      var output = Files.createTempFile("shell", ".out");
      try {
        var process =
            new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
          process.destroyForcibly();
          throw new IllegalStateException(line + " does not end: " + Files.readString(output));
        }
        var said = Files.readString(output);
        if (process.exitValue() != 0) {
          throw new IllegalStateException(line + " failed: " + said);
        }
        return said;
      } finally {
        Files.delete(output);
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(line + " did not run", e);
    }
  }
}
