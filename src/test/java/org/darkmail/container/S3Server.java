package org.darkmail.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.darkmail.blob.S3Config;
import org.jspecify.annotations.Nullable;

/// A real S3 server (S3Proxy over a folder) as a process of its own; it ends with its standard
/// input, so also with this JVM.
public final class S3Server implements AutoCloseable {

  public static final String BUCKET = "blobs";
  public static final String ACCESS_KEY = "darkmail";
  public static final String SECRET_KEY = "not-a-secret";

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String UNTIL_INPUT_ENDS =
      "\"$@\" </dev/null & while read -r _; do :; done; kill $!; wait $! || true";

  private static @Nullable S3Server shared;

  private final Path folder;
  private final int port;
  private final Process process;

  private S3Server() throws IOException {
    Files.createDirectories(Path.of("target"));
    folder = Files.createTempDirectory(Path.of("target"), "s3-");
    Files.createDirectories(folder.resolve("data").resolve(BUCKET));
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    var settings =
        Files.writeString(
            folder.resolve("s3proxy.conf"),
            """
            s3proxy.endpoint=http://127.0.0.1:%d
            s3proxy.authorization=aws-v4
            s3proxy.identity=%s
            s3proxy.credential=%s
            jclouds.provider=filesystem-nio2
            jclouds.filesystem.basedir=%s
            """
                .formatted(port, ACCESS_KEY, SECRET_KEY, folder.resolve("data").toAbsolutePath()));
    process =
        new ProcessBuilder(
                "bash",
                "-c",
                UNTIL_INPUT_ENDS,
                "s3",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "org.gaul.s3proxy.Main",
                "--properties",
                settings.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    awaitAnswer();
  }

  /// The server of all tests in this JVM.
  public static synchronized S3Server shared() {
    var server = shared;
    if (server == null) {
      try {
        server = new S3Server();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      Runtime.getRuntime().addShutdownHook(new Thread(server::close));
      shared = server;
    }
    return server;
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  public S3Config config() {
    return at(endpoint());
  }

  /// The same bucket by way of another address.
  public static S3Config at(URI endpoint) {
    return new S3Config(endpoint, "us-east-1", BUCKET, ACCESS_KEY, SECRET_KEY);
  }

  private void awaitAnswer() throws IOException {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException e) {
        if (!process.isAlive() || System.nanoTime() > deadline) {
          throw new IOException(
              "the S3 server does not run: " + Files.readString(folder.resolve("log")), e);
        }
        LockSupport.parkNanos(20_000_000);
      }
    }
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
