package org.darkmail.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A real PostgreSQL server of its own, started by `launcher/postgres.sh` as an ordinary user; it
/// ends with its standard input, so also with this JVM.
public final class Postgres implements AutoCloseable {

  public static final String USER = "darkmail";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// The settings of a connection that the server's module of the driver has.
  private static final String SHIPPED = shipped();

  private static @Nullable Postgres shared;

  private final Path folder;
  private final String password = UUID.randomUUID().toString();
  private final List<String> options;
  private final int port;
  private final Path log;
  private Process process;

  /// @param options of `postgres`, such as `-c`, `fsync=off`
  public Postgres(String... options) {
    try {
      this.folder = Files.createTempDirectory("darkmail-postgres");
      this.log = folder.resolveSibling(folder.getFileName() + ".log");
      Files.writeString(folder.resolve("password"), password);
      try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        this.port = free.getLocalPort();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.options = List.of(options);
    this.process = start();
  }

  /// The server of all tests in this JVM. It need not survive a power loss.
  public static synchronized Postgres shared() {
    if (shared == null) {
      var server = new Postgres("-c", "fsync=off", "-c", "synchronous_commit=off");
      Runtime.getRuntime().addShutdownHook(new Thread(server::close));
      shared = server;
    }
    return shared;
  }

  private static String shipped() {
    var file =
        Path.of(
            "src/main/server/content/modules/org/postgresql/main/defaults",
            "org/postgresql/driverconfig.properties");
    try (var lines = Files.lines(file)) {
      return lines
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .collect(Collectors.joining("&"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?" + SHIPPED;
  }

  public int port() {
    return port;
  }

  public String password() {
    return password;
  }

  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url(), USER, password);
  }

  /// Makes a schema.
  ///
  /// @return the URL under which it is a database of its own
  public String schema(String name) {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      statement.execute("create schema " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return url() + "&currentSchema=" + name;
  }

  /// Signal 9 for every process of the server.
  public void kill() throws InterruptedException {
    var server =
        process.descendants().filter(child -> runs(child, "postgres")).findFirst().orElseThrow();
    var all = new ArrayList<>(server.descendants().toList());
    all.add(server);
    all.forEach(ProcessHandle::destroyForcibly);
    closeInput();
    process.waitFor();
  }

  private static boolean runs(ProcessHandle process, String program) {
    return process.info().command().filter(path -> path.endsWith("/" + program)).isPresent();
  }

  /// What it has said since its first start.
  public String log() throws IOException {
    return Files.readString(log);
  }

  /// After [#kill].
  public void startAgain() {
    process = start();
  }

  private Process start() {
    var line = new ArrayList<>(List.of("bash", "launcher/postgres.sh", folder.toString()));
    line.add(String.valueOf(port));
    line.addAll(options);
    try {
      var started =
          new ProcessBuilder(line)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      awaitAnswer(started);
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitAnswer(Process started) throws IOException {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try (var connection = connect()) {
        return;
      } catch (SQLException e) {
        if (!started.isAlive() || System.nanoTime() > deadline) {
          throw new IllegalStateException(
              "PostgreSQL does not run: " + Files.readString(log).strip(), e);
        }
        LockSupport.parkNanos(20_000_000);
      }
    }
  }

  private void closeInput() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Ends the server and removes what it had.
  @Override
  public void close() {
    closeInput();
    try {
      process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      try (var files = Files.walk(folder)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
      Files.deleteIfExists(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
