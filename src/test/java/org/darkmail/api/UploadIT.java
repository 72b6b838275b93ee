package org.darkmail.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.darkmail.device.Device;
import org.darkmail.journeys.stage.Await;
import org.darkmail.journeys.stage.Pair;
import org.darkmail.journeys.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Stage.class)
class UploadIT {

  private static final int PIECE = 8 << 20;

  @Test
  void aLargeBlobComesBackAsItWasWholeAndInRanges(Pair pair) throws Exception {
    var anna = Device.signedUp(pair.north());
    var octets = Device.random(20 << 20);
    var name = begin(anna, octets.length);
    for (var from = 0; from < octets.length; from += PIECE) {
      var to = Math.min(octets.length, from + PIECE);
      var stored = append(anna, name, from, Arrays.copyOfRange(octets, from, to));
      assertEquals(204, stored.statusCode());
      assertEquals(String.valueOf(to), stored.headers().firstValue("Upload-Offset").orElseThrow());
    }
    assertArrayEquals(octets, read(anna, name, "").body());
    for (var range : List.of("0-99", "8388600-8388700", "20971419-", "-100")) {
      var part = read(anna, name, "bytes=" + range);
      assertEquals(206, part.statusCode());
      var from =
          range.startsWith("-") ? octets.length - 100 : Integer.parseInt(range.split("-")[0]);
      assertArrayEquals(
          Arrays.copyOfRange(octets, from, from + part.body().length), part.body(), range);
    }
    assertEquals(416, read(anna, name, "bytes=20971520-").statusCode());
  }

  @Test
  void anUploadThatWasCutOffGoesOnWhereItEnded(Pair pair) throws Exception {
    var anna = Device.signedUp(pair.north());
    var octets = Device.random(1_000_000);
    var name = begin(anna, octets.length);
    try (var socket = new Socket("127.0.0.1", pair.north().port())) {
      var out = socket.getOutputStream();
      out.write(
          """
          PATCH /api/blobs/%s HTTP/1.1\r
          Host: localhost\r
          Origin: %s\r
          Cookie: %s\r
          Upload-Offset: 0\r
          Content-Length: 1000000\r
          \r
          """
              .formatted(name, anna.origin(), anna.cookie())
              .getBytes(StandardCharsets.US_ASCII));
      out.write(octets, 0, 300_000);
      out.flush();
      Await.until("octets in the store", () -> offset(anna, name) > 0);
      // A reset, not an orderly end.
      socket.setSoLinger(true, 0);
    }
    Await.until(
        "the end of the piece",
        () -> append(anna, name, offset(anna, name), new byte[0]).statusCode() == 204);
    var from = offset(anna, name);
    assertEquals(
        204,
        append(anna, name, from, Arrays.copyOfRange(octets, from, octets.length)).statusCode());
    assertArrayEquals(octets, read(anna, name, "").body());
  }

  @Test
  void ofManyBlobsThoseComeInOneAnswerThatAreSmallWholeAndOnesOwn(Pair pair) throws Exception {
    var anna = Device.signedUp(pair.north());
    var bela = Device.signedUp(pair.north());
    var octets = List.of(Device.random(5), Device.random(64 << 10), Device.random((64 << 10) + 1));
    var names = new ArrayList<String>();
    for (var one : octets) {
      names.add(begin(anna, one.length));
      append(anna, names.getLast(), 0, one);
    }
    var foreign = begin(bela, 7);
    append(bela, foreign, 0, Device.random(7));
    var unfinished = begin(anna, 9);
    append(anna, unfinished, 0, Device.random(3));
    names.addAll(1, List.of(foreign, unfinished, "nonsense"));
    var expected = ByteBuffer.allocate(4 * 6 + 5 + (64 << 10));
    expected.putInt(5).put(octets.get(0)).putInt(0).putInt(0).putInt(0);
    expected.putInt(64 << 10).put(octets.get(1)).putInt(0);
    assertArrayEquals(expected.array(), together(anna, names).body());
    assertEquals(400, together(anna, Collections.nCopies(101, names.getFirst())).statusCode());
  }

  private static HttpResponse<byte[]> together(Device device, List<String> names) throws Exception {
    var body = names.stream().collect(Collectors.joining("\",\"", "{\"names\":[\"", "\"]}"));
    return device.send(
        "POST",
        "/api/blobs/read",
        BodyPublishers.ofString(body),
        List.of("Content-Type", "application/json"),
        BodyHandlers.ofByteArray());
  }

  @Test
  void whatIsTooLargeOrAtTheWrongPlaceIsRefused(Pair pair) throws Exception {
    var anna = Device.signedUp(pair.north());
    var name = begin(anna, 100);
    assertEquals("bad-offset", Device.code(append(anna, name, 1, new byte[10])));
    assertEquals("too-large", Device.code(append(anna, name, 0, new byte[101])));
    assertEquals("over-quota", Device.code(fill(anna)));
    assertEquals(
        "too-large", Device.code(anna.post("/api/blobs", "{\"size\":" + (1L << 50) + "}")));
    assertEquals("bad-request", Device.code(anna.post("/api/blobs", "{\"size\":0}")));
  }

  /// Reserves room until there is none: nothing is uploaded.
  private static HttpResponse<String> fill(Device device) throws Exception {
    HttpResponse<String> last;
    do {
      last = device.post("/api/blobs", "{\"size\":" + (1L << 30) + "}");
    } while (last.statusCode() == 201);
    return last;
  }

  private static String begin(Device device, long size) throws Exception {
    return Device.json(device.post("/api/blobs", "{\"size\":" + size + "}"))
        .path("name")
        .asString();
  }

  private static HttpResponse<String> append(
      Device device, String name, int offset, byte[] octets) {
    try {
      return device.send(
          "PATCH",
          "/api/blobs/" + name,
          BodyPublishers.ofByteArray(octets),
          List.of("Upload-Offset", String.valueOf(offset)),
          BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static int offset(Device device, String name) {
    try {
      var answer =
          device.send(
              "HEAD",
              "/api/blobs/" + name,
              BodyPublishers.noBody(),
              List.of(),
              BodyHandlers.discarding());
      return Integer.parseInt(answer.headers().firstValue("Upload-Offset").orElseThrow());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// @param range empty for the whole
  private static HttpResponse<byte[]> read(Device device, String name, String range)
      throws Exception {
    return device.send(
        "GET",
        "/api/blobs/" + name,
        BodyPublishers.noBody(),
        range.isEmpty() ? List.of() : List.of("Range", range),
        BodyHandlers.ofByteArray());
  }
}
