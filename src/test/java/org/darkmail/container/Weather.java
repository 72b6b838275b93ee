package org.darkmail.container;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// A network between two programs, as bad as a test wants it: for everything over TCP, encrypted or
/// not, and for connections that are open already. What it breaks, both ends notice as they would
/// of a real network; what a cut loses is lost.
public final class Weather implements AutoCloseable {

  public enum Kind {
    FAIR,
    /// Everything takes a quarter of a second longer, each way.
    LATE,
    /// One octet in a second, each way.
    TRICKLE,
    /// A third of what comes is lost, and the connection with it: TCP shows a loss in no other way.
    LOSSY,
    /// Connections are reset, open ones and new ones.
    RESET,
    /// Connections stay open, are made too, and carry nothing: a half-open peer.
    SILENT,
    /// Chunks come twice. Whatever checks its octets must notice.
    TWICE,
    /// Two chunks change places.
    SWAPPED
  }

  private static final int CHUNK = 16 * 1024;
  private static final Duration LATENCY = Duration.ofMillis(250);
  private static final Duration TRICKLE = Duration.ofSeconds(1);
  private static final Duration LOOK = Duration.ofMillis(20);

  private final InetSocketAddress to;
  private final ServerSocket socket;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile Kind kind = Kind.FAIR;
  private final AtomicInteger seen = new AtomicInteger();

  /// @param at where it listens; port 0 for any that is free
  /// @param to what it leads to
  public Weather(InetSocketAddress at, InetSocketAddress to) throws IOException {
    this.to = to;
    this.socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(at);
    Thread.ofVirtual().start(this::accept);
  }

  /// At a free port of this machine, in front of one of its ports.
  public static Weather before(int port) throws IOException {
    var here = InetAddress.getLoopbackAddress();
    return new Weather(new InetSocketAddress(here, 0), new InetSocketAddress(here, port));
  }

  public int port() {
    return socket.getLocalPort();
  }

  /// Chunks and connections that have come so far.
  public int seen() {
    return seen.get();
  }

  /// From now on, until it changes again.
  public void become(Kind next) {
    kind = next;
    if (next == Kind.RESET) {
      open.forEach(Weather::reset);
    }
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        var client = socket.accept();
        Thread.ofVirtual().start(() -> connect(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void connect(Socket client) {
    seen.incrementAndGet();
    if (kind == Kind.RESET) {
      reset(client);
      return;
    }
    open.add(client);
    try (client;
        var server = new Socket(to.getAddress(), to.getPort())) {
      open.add(server);
      try {
        var back = Thread.ofVirtual().start(() -> carry(server, client));
        carry(client, server);
        back.join();
      } finally {
        open.remove(server);
      }
    } catch (IOException e) {
      // Both ends see it.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(client);
    }
  }

  private void carry(Socket from, Socket to) {
    try {
      carry(from.getInputStream(), to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      reset(from);
      reset(to);
    }
  }

  private void carry(InputStream in, OutputStream out) throws IOException {
    var buffer = new byte[CHUNK];
    var kept = new byte[0];
    for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      seen.incrementAndGet();
      awaitSound();
      switch (kind) {
        case FAIR, SILENT -> out.write(buffer, 0, read);
        case LATE -> {
          LockSupport.parkNanos(LATENCY.toNanos());
          out.write(buffer, 0, read);
        }
        case TRICKLE -> trickle(out, buffer, read);
        case LOSSY -> {
          if (seen.get() % 3 == 0) {
            throw new IOException("lost");
          }
          out.write(buffer, 0, read);
        }
        case RESET -> throw new IOException("reset");
        case TWICE -> {
          out.write(buffer, 0, read);
          out.write(buffer, 0, read);
        }
        case SWAPPED -> {
          if (kept.length == 0) {
            kept = Arrays.copyOf(buffer, read);
            continue;
          }
          out.write(buffer, 0, read);
          out.write(kept);
          kept = new byte[0];
        }
      }
    }
    out.write(kept);
  }

  private void awaitSound() throws IOException {
    while (kind == Kind.SILENT) {
      if (socket.isClosed()) {
        throw new IOException("over");
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  /// As long as it lasts: the rest goes at once when the weather has changed.
  private void trickle(OutputStream out, byte[] buffer, int length) throws IOException {
    var at = 0;
    for (; at < length && kind == Kind.TRICKLE; at++) {
      out.write(buffer, at, 1);
      LockSupport.parkNanos(TRICKLE.toNanos());
    }
    out.write(buffer, at, length - at);
  }

  /// With a linger of 0 the other end gets a RST (RFC 9293 §3.5.2) instead of an end.
  private static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      // It is closed.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    open.forEach(Weather::reset);
  }
}
