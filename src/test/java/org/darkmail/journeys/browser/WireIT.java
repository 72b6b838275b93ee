package org.darkmail.journeys.browser;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The record that the other tests trust is complete: whatever a page or a worker sends is on it.
class WireIT {

  private static final String PAGE =
      """
      HTTP/1.1 200 OK\r
      Content-Type: text/html\r
      Connection: close\r
      \r
      <!doctype html><title>A page</title><p>Hello\
      """;

  private @TempDir Path folder;
  private ServerSocket server;
  private Browser browser;

  @BeforeEach
  void open() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
    browser = Browser.open(folder);
    browser.driver().get("http://page.localhost:" + server.getLocalPort() + "/");
  }

  @AfterEach
  void close() throws IOException {
    browser.close();
    server.close();
  }

  @Test
  void aBodyIsRecordedWhoeverSendsIt() {
    browser.script(
        """
        fetch('/', {method: 'POST', body: 'said by the page'});
        navigator.sendBeacon('/', 'said by a beacon');
        const code = "fetch(location.origin, {method: 'PUT', body: 'said by a worker'})";
        new Worker(URL.createObjectURL(new Blob([code])));
        """);
    for (var who : List.of("the page", "a beacon", "a worker")) {
      awaitRecorded("said by " + who, browser.wire().bodies());
    }
  }

  @Test
  void aWebSocketFrameIsRecordedUnmasked() {
    browser.script(
        """
        const socket = new WebSocket(`ws://${location.host}/socket`);
        socket.onopen = () => { socket.send('said in a frame'); socket.send('x'.repeat(70000) + 'end'); };
        """);
    awaitRecorded("said in a frame", browser.wire().frames());
    awaitRecorded("xxxend", browser.wire().frames());
  }

  @Test
  void aRequestToElsewhereIsNotedAndGoesNowhere() {
    browser.script("fetch('http://elsewhere.example/told?secret').catch(() => {})");
    browser.script("new Image().src = 'https://elsewhere.example/told'");
    browser.await("for the strays", d -> browser.wire().strays().size() >= 2);
    assertTrue(
        browser
            .wire()
            .strays()
            .contains(new Wire.Request("GET", "http://elsewhere.example/told?secret")));
    assertTrue(
        browser.wire().strays().contains(new Wire.Request("CONNECT", "elsewhere.example:443")));
    assertEquals(
        List.of(),
        browser.wire().requests().stream().filter(r -> r.target().contains("elsewhere")).toList());
  }

  private void awaitRecorded(String words, Path place) {
    browser.await("for \"" + words + "\" on record", d -> recorded(words, place));
  }

  private static boolean recorded(String words, Path place) {
    try (Stream<Path> files = Files.list(place)) {
      for (var file : files.toList()) {
        if (Files.readString(file).contains(words)) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void serve() {
    while (!server.isClosed()) {
      try {
        var visitor = server.accept();
        Thread.ofVirtual().start(() -> answer(visitor));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static void answer(Socket visitor) {
    try (visitor) {
      var in = new BufferedInputStream(visitor.getInputStream());
      var head = Head.read(in);
      in.readNBytes((int) head.length());
      var key = head.field("sec-websocket-key");
      visitor.getOutputStream().write((key.isEmpty() ? PAGE : upgrade(key)).getBytes(US_ASCII));
      while (!key.isEmpty() && in.read() >= 0) {
        // whatever a WebSocket says
      }
    } catch (IOException gone) {
      // Browsers hang up whenever they like.
    }
  }

  /// RFC 6455 §4.2.2.
  private static String upgrade(String key) {
    try {
      var sum = (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(US_ASCII);
      var accept = MessageDigest.getInstance("SHA-1").digest(sum);
      return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
          + "Sec-WebSocket-Accept: "
          + Base64.getEncoder().encodeToString(accept)
          + "\r\n\r\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
