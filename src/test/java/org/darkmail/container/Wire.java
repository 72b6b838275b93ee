package org.darkmail.container;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Carries HTTP/1.1 between a client and a server, faithfully but for the faults that a test has
/// asked for, each of which happens once.
public final class Wire implements AutoCloseable {

  /// What goes wrong with the next request or its answer.
  public enum Fault {
    /// The request does not get through and is answered with status 503.
    BUSY,
    /// Of the answer to a GET the body ends in its middle, and with it the connection.
    CUT,
    /// One bit of the answer to a GET is another.
    BIT_IN_ANSWER,
    /// One bit of the body of a PUT is another.
    BIT_IN_REQUEST,
    /// The server does as asked, and the answer to a PUT is lost with the connection.
    ANSWER_LOST
  }

  private static final int BUFFER = 64 * 1024;

  private final URI server;
  private final ServerSocket socket;
  private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();

  public Wire(URI server) throws IOException {
    this.server = server;
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  /// Where the client connects to.
  public URI url() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  public void next(Fault... these) {
    faults.addAll(Arrays.asList(these));
  }

  /// How many faults are still to come.
  public int left() {
    return faults.size();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        var client = socket.accept();
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        var upstream = new Socket(server.getHost(), server.getPort())) {
      var answers =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  answers(upstream, client);
                } catch (IOException e) {
                  close(client);
                }
              });
      requests(client, upstream);
      answers.join();
    } catch (IOException e) {
      // Both ends see it.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void requests(Socket client, Socket upstream) throws IOException {
    var buffer = new byte[BUFFER];
    var from = client.getInputStream();
    var to = upstream.getOutputStream();
    for (var read = from.read(buffer); read >= 0; read = from.read(buffer)) {
      if (starts(buffer, "GET ", "PUT ", "HEAD", "POST") && take(Fault.BUSY)) {
        client
            .getOutputStream()
            .write(
                "HTTP/1.1 503 Slow Down\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
        client.close();
        upstream.close();
        return;
      }
      if (!starts(buffer, "GET ", "PUT ", "HEAD", "POST", "DELE") && take(Fault.BIT_IN_REQUEST)) {
        buffer[0] ^= 1;
      }
      to.write(buffer, 0, read);
    }
    upstream.shutdownOutput();
  }

  private void answers(Socket upstream, Socket client) throws IOException {
    var buffer = new byte[BUFFER];
    InputStream from = upstream.getInputStream();
    OutputStream to = client.getOutputStream();
    for (var read = from.read(buffer); read >= 0; read = from.read(buffer)) {
      if (starts(buffer, "HTTP/1.1 200") && take(Fault.ANSWER_LOST)) {
        client.close();
        upstream.close();
        return;
      }
      if (starts(buffer, "HTTP/1.1 206") && read > 600 && take(Fault.CUT)) {
        to.write(buffer, 0, read / 2 + 300);
        client.close();
        upstream.close();
        return;
      }
      if (!starts(buffer, "HTTP/1.1") && take(Fault.BIT_IN_ANSWER)) {
        buffer[read / 2] ^= 1;
      }
      to.write(buffer, 0, read);
    }
    client.shutdownOutput();
  }

  private boolean take(Fault fault) {
    return faults.peek() == fault && faults.poll() == fault;
  }

  private static boolean starts(byte[] buffer, String... texts) {
    return Arrays.stream(texts)
        .map(text -> text.getBytes(StandardCharsets.US_ASCII))
        .anyMatch(text -> Arrays.equals(text, Arrays.copyOf(buffer, text.length)));
  }

  private static void close(Socket client) {
    try {
      client.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
