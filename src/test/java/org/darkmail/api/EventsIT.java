package org.darkmail.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.darkmail.device.Device;
import org.darkmail.journeys.stage.Pair;
import org.darkmail.journeys.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Stage.class)
class EventsIT {

  @Test
  void whoListensHearsTheNewestChangeAtOnceThenEachOneAndTheEndOfTheSession(Pair pair)
      throws Exception {
    var anna = Device.signedUp(pair.north());
    write(anna);
    try (var events = listen(anna)) {
      assertEquals("1", next(events));
      write(anna);
      assertEquals("2", next(events));
      anna.send("DELETE", "/api/session", "", List.of());
      assertNull(next(events));
    }
  }

  @Test
  void aChangeIsHeardByItsAccountAlone(Pair pair) throws Exception {
    var anna = Device.signedUp(pair.north());
    var bert = Device.signedUp(pair.north());
    try (var annas = listen(anna);
        var berts = listen(bert)) {
      assertEquals("0", next(annas));
      assertEquals("0", next(berts));
      write(anna);
      write(anna);
      write(bert);
      assertEquals("1", next(annas));
      assertEquals("2", next(annas));
      assertEquals("1", next(berts));
    }
  }

  private static BufferedReader listen(Device device) throws Exception {
    var answer =
        device.send(
            "GET",
            "/api/mailbox/events",
            BodyPublishers.noBody(),
            List.of(),
            BodyHandlers.ofInputStream());
    return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
  }

  /// The data of the next event, or null at the end.
  private static @Nullable String next(BufferedReader events) throws IOException {
    for (var line = events.readLine(); line != null; line = events.readLine()) {
      if (line.startsWith("data: ")) {
        return line.substring("data: ".length());
      }
    }
    return null;
  }

  private static void write(Device device) throws Exception {
    var answer =
        device.post(
            "/api/mailbox/batch",
            """
            {"batch":[{"op":"put","id":"%s","kind":"mail","revision":0,"ciphertext":"AAAA","blobs":[]}]}\
            """
                .formatted(Device.octets(16)));
    assertEquals(200, answer.statusCode());
  }
}
