package org.darkmail.delivery;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.darkmail.openpgp.Certificate;
import org.darkmail.routing.Json;

/// One life of a [Mortal], from its start to its end.
final class Life implements AutoCloseable {
  /// What each line that it says ends with.
  static final String WHOLE = " .";

  private static final String END = "";
  private static final Duration START = Duration.ofSeconds(60);

  private final Process process;
  private volatile boolean ended;
  private final BufferedWriter in;
  private final BlockingQueue<String> said = new LinkedBlockingQueue<>();

  /// @param arguments of [Mortal#main]
  Life(Path folder, List<String> arguments) throws IOException {
    var line = new ArrayList<String>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-Xmx192m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), Mortal.class.getName()));
    line.addAll(arguments);
    process =
        new ProcessBuilder(line)
            .redirectError(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
            .start();
    in =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.US_ASCII));
    Thread.ofVirtual().start(this::listen);
  }

  private void listen() {
    try (var out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
      for (var line = out.readLine(); line != null; line = out.readLine()) {
        if (line.endsWith(WHOLE)) {
          said.add(line.substring(0, line.length() - WHOLE.length()));
        }
      }
    } catch (IOException e) {
      // It has died.
    }
    ended = true;
    said.add(END);
  }

  /// Its certificate, once it is ready; null if it died before.
  @org.jspecify.annotations.Nullable
  Certificate ready() throws Exception {
    var line = said.poll(START.toSeconds(), TimeUnit.SECONDS);
    if (line == null) {
      throw new AssertionError("it does not start");
    }
    return line.equals(END) ? null : Certificate.parse(Json.decode(line.split(" ")[1], "ready"));
  }

  /// False if it is dead.
  boolean order(String line) {
    try {
      in.write(line);
      in.newLine();
      in.flush();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /// What it says next as words; none if it says nothing for that time, or is dead.
  List<String> next(Duration patience) throws InterruptedException {
    var line = said.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    return line == null || line.equals(END) ? List.of() : List.of(line.split(" "));
  }

  boolean over() {
    return ended && said.isEmpty();
  }

  /// Signal 9.
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
