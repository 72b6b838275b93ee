package org.darkmail.journeys.stage;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One of the two: a WildFly, its data and its Prosody.
public final class Instance {

  private static final Pattern ADMIN_LINK =
      Pattern.compile("http://[a-z.:0-9]+/admin#[A-Za-z0-9_-]{43}");

  private final Pair pair;
  private final String name;
  private final int place;

  Instance(Pair pair, String name, int place) {
    this.pair = pair;
    this.name = name;
    this.place = place;
  }

  /// The mail domain.
  public String domain() {
    return name + ".test";
  }

  public String name() {
    return name;
  }

  /// What people type into a browser.
  public URI url() {
    return URI.create("http://" + name + ".localhost:" + port());
  }

  /// The same for Java, which does not resolve names below `localhost`.
  public URI loopback() {
    return URI.create("http://127.0.0.1:" + port());
  }

  public int port() {
    return Integer.parseInt(pair.numbers()[0]) + place;
  }

  /// Of its Prosody; what a client connects to is port 5222 there.
  public String xmppAddress() {
    return pair.numbers()[1] + "." + (1 + place);
  }

  /// Everything of this instance and of its Prosody lies below.
  public Path home() {
    return pair.folder().resolve(name);
  }

  public Path data() {
    return home().resolve("data");
  }

  public Path blobs() {
    return data().resolve("blobs");
  }

  public Path prosody() {
    return home().resolve("prosody");
  }

  public List<Path> logs() {
    try (Stream<Path> logs = Files.list(home().resolve("server/log"))) {
      return Stream.concat(logs, Stream.of(home().resolve("server.out"))).sorted().toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The link that makes whoever opens it the first admin, from the log of the last start. An
  /// instance that has an admin writes none.
  public URI adminLink() {
    try {
      var log = Files.readString(home().resolve("server.out"));
      return ADMIN_LINK
          .matcher(log)
          .results()
          .reduce((_, last) -> last)
          .map(found -> URI.create(found.group()))
          .orElseThrow(
              () -> new IllegalStateException("no link in the log: the pair is not a fresh one"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /// What it is told beside its usual settings, from its next start on.
  public void tell(Map<String, String> variables) {
    var lines = variables.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue());
    try {
      Files.write(home().resolve("env"), lines.toList());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /// All that it is told.
  public Map<String, String> told() {
    return pair.launcher("env", name)
        .lines()
        .map(line -> line.split("=", 2))
        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1], (_, later) -> later));
  }

  public void start() {
    launcher("server-start");
    launcher("wait-ready");
  }

  /// As [#start], and its stop writes the start-up cache. For north only.
  public void startForCache() {
    launcher("server-start", "--record");
    launcher("wait-ready");
  }

  public void stop() {
    launcher("server-stop");
  }

  /// Signal 9: nothing is flushed, closed or said good-bye to.
  public void kill() {
    launcher("server-kill");
  }

  public void startProsody() {
    launcher("prosody-start");
  }

  public void stopProsody() {
    launcher("prosody-stop");
  }

  /// Stops the clock of the JVM: it neither reads nor answers, and what is sent to it waits.
  public void freeze() {
    signal("-STOP");
  }

  public void thaw() {
    if (ProcessHandle.of(pidOrZero()).isPresent()) {
      signal("-CONT");
    }
  }

  /// Process id of the JVM.
  public long pid() {
    var pid = pidOrZero();
    if (pid == 0) {
      throw new IllegalStateException(name + " does not run");
    }
    return pid;
  }

  private long pidOrZero() {
    try {
      var file = home().resolve("server.pid");
      return Files.exists(file)
          ? Long.parseLong(Files.readString(file).split(" ", 2)[0].strip())
          : 0;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void signal(String signal) {
    Shell.run(List.of("kill", signal, String.valueOf(pid())));
  }

  private void launcher(String command, String... options) {
    pair.launcher(
        command, Stream.concat(Stream.of(name), Stream.of(options)).toArray(String[]::new));
  }
}
