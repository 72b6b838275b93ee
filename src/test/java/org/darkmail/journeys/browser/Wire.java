package org.darkmail.journeys.browser;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// Everything that one browser sends, to wherever it sends it: an HTTP proxy that its Chromium is
/// told to use even for the loopback. It writes down each request head, each body and each
/// WebSocket frame (unmasked), connects to `*.localhost` only, and answers 502 to all else after
/// noting it.
public final class Wire implements AutoCloseable {

  /// A request line's method and absolute target; for a tunnel `CONNECT` and `host:port`.
  public record Request(String method, String target) {}

  /// Where Chromium and Debian's search page go by themselves, whatever page is open. No payload of
  /// the tests names a host below these.
  private static final Set<String> CHROMIUMS_OWN =
      Set.of("google.com", "googleapis.com", "gvt1.com", "gstatic.com", "duckduckgo.com");

  private final ServerSocket door;
  private final Path folder;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final List<Request> strays = new CopyOnWriteArrayList<>();
  private final Map<String, Long> received = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;

  Wire(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(heads());
    Files.createDirectories(bodies());
    Files.createDirectories(frames());
    this.door = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
  }

  String address() {
    return "127.0.0.1:" + door.getLocalPort();
  }

  /// One file for each request line with its header fields.
  public Path heads() {
    return folder.resolve("heads");
  }

  /// One file for each body.
  public Path bodies() {
    return folder.resolve("bodies");
  }

  /// One file for each WebSocket: what the browser sent, frame after frame.
  public Path frames() {
    return folder.resolve("frames");
  }

  /// All requests to a name below `localhost`.
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  /// Octets of the answers, heads and all, by target.
  public Map<String, Long> received() {
    return Map.copyOf(received);
  }

  /// Requests to anywhere else; none of them left this machine.
  public List<Request> strays() {
    return List.copyOf(strays);
  }

  /// Cuts it through: what is open ends, and nothing gets anywhere until it is mended.
  void cut(boolean through) {
    cut = through;
    if (through) {
      open.forEach(Wire::end);
    }
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void serve() {
    while (true) {
      Socket browser;
      try {
        browser = door.accept();
      } catch (IOException closed) {
        return;
      }
      Thread.ofVirtual().start(() -> converse(browser));
    }
  }

  private void converse(Socket browser) {
    open.add(browser);
    try (browser) {
      if (cut) {
        return;
      }
      browser.setTcpNoDelay(true);
      var in = new DataInputStream(new BufferedInputStream(browser.getInputStream()));
      var out = browser.getOutputStream();
      var head = Head.read(in);
      if (head.method().equals("CONNECT")) {
        tunnel(head, in, out);
      } else {
        exchange(head, in, out);
      }
    } catch (IOException hungUp) {
      // Browsers hang up whenever they like.
    } finally {
      open.remove(browser);
    }
  }

  private void exchange(Head head, DataInputStream in, OutputStream out) throws IOException {
    var host = head.authority().split(":", 2);
    if (!local(host[0])) {
      refuse(head, out);
      return;
    }
    requests.add(new Request(head.method(), head.target()));
    var number = number();
    Files.write(heads().resolve(number), head.octets());
    try (var server = connect(host.length == 1 ? "80" : host[1])) {
      var onward = new BufferedOutputStream(server.getOutputStream());
      onward.write(head.onward().octets());
      var length = head.length();
      if (length > 0) {
        try (var body = Files.newOutputStream(bodies().resolve(number))) {
          copy(in, length, new Tee(onward, body));
        }
      }
      onward.flush();
      Thread.ofVirtual().start(() -> closeWhenGone(in, server));
      long answer = server.getInputStream().transferTo(new Flushing(out));
      received.merge(head.target(), answer, Long::sum);
    }
  }

  private void tunnel(Head connect, DataInputStream in, OutputStream out) throws IOException {
    var host = connect.target().split(":", 2);
    if (!local(host[0])) {
      refuse(connect, out);
      return;
    }
    out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    var number = number();
    var head = Head.read(in).without("sec-websocket-extensions");
    requests.add(new Request(head.method(), "ws://" + connect.target() + head.target()));
    Files.write(heads().resolve(number), head.octets());
    try (var server = connect(host[1]);
        var frames = Files.newOutputStream(frames().resolve(number))) {
      var onward = server.getOutputStream();
      onward.write(head.octets());
      Thread.ofVirtual()
          .start(() -> {
            try (server) {
              while (true) {
                frame(in, onward, frames);
              }
            } catch (IOException gone) {
              // The end of the conversation.
            }
          });
      server.getInputStream().transferTo(new Flushing(out));
    }
  }

  /// One WebSocket frame of a client (RFC 6455 §5.2), onward as it is, its payload unmasked to
  /// `record`.
  private static void frame(DataInputStream in, OutputStream onward, OutputStream record)
      throws IOException {
    var raw = new ByteArrayOutputStream();
    int first = in.readUnsignedByte();
    int second = in.readUnsignedByte();
    raw.write(first);
    raw.write(second);
    long length = second & 0x7f;
    if (length >= 126) {
      var extended = in.readNBytes(length == 126 ? 2 : 8);
      raw.writeBytes(extended);
      length = new BigInteger(1, extended).longValueExact();
    }
    var mask = in.readNBytes(4);
    raw.writeBytes(mask);
    var payload = in.readNBytes(Math.toIntExact(length));
    raw.writeBytes(payload);
    onward.write(raw.toByteArray());
    onward.flush();
    for (int i = 0; i < payload.length; i++) {
      payload[i] ^= mask[i % 4];
    }
    record.write(payload);
    record.write('\n');
  }

  private void refuse(Head head, OutputStream out) throws IOException {
    var host = head.authority().split(":", 2)[0];
    if (CHROMIUMS_OWN.stream().noneMatch(own -> host.endsWith("." + own))) {
      strays.add(new Request(head.method(), head.target()));
    }
    out.write(
        "HTTP/1.1 502 Not from here\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII));
  }

  private static boolean local(String host) {
    return host.endsWith(".localhost");
  }

  private static Socket connect(String port) throws IOException {
    var server = new Socket();
    server.setTcpNoDelay(true);
    server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port)));
    return server;
  }

  /// One request for each connection, so whatever comes after it is the browser's good-bye.
  private static void closeWhenGone(InputStream in, Socket server) {
    try (server) {
      while (in.read() >= 0) {
        // nothing is expected
      }
    } catch (IOException gone) {
      // which is what was waited for
    }
  }

  private static void copy(InputStream in, long length, OutputStream out) throws IOException {
    var buffer = new byte[64 * 1024];
    for (long left = length; left > 0; ) {
      int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (n < 0) {
        throw new EOFException();
      }
      out.write(buffer, 0, n);
      left -= n;
    }
  }

  private String number() {
    return "%05d".formatted(count.incrementAndGet());
  }

  private static final class Tee extends OutputStream {
    private final OutputStream one;
    private final OutputStream other;

    Tee(OutputStream one, OutputStream other) {
      this.one = one;
      this.other = other;
    }

    @Override
    public void write(int octet) throws IOException {
      one.write(octet);
      other.write(octet);
    }

    @Override
    public void write(byte[] octets, int from, int length) throws IOException {
      one.write(octets, from, length);
      other.write(octets, from, length);
    }
  }

  /// Event streams must not wait for a buffer to fill.
  private static final class Flushing extends OutputStream {
    private final OutputStream out;

    Flushing(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int octet) throws IOException {
      out.write(octet);
      out.flush();
    }

    @Override
    public void write(byte[] octets, int from, int length) throws IOException {
      out.write(octets, from, length);
      out.flush();
    }
  }
}
