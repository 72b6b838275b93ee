package org.darkmail.attacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.darkmail.device.Device;
import org.darkmail.journeys.stage.Pair;
import org.darkmail.journeys.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Somebody tries addresses and passphrases.
@ExtendWith(Stage.class)
class GuessedPassphraseIT {

  @Test
  void nothingTellsAnUnknownAddressFromAWrongPassphrase(Pair pair) throws Exception {
    var anna = Device.signedUp(pair.north());
    var nobody = new Device(pair.north());
    var known = nobody.signIn(anna.address, Device.octets(32));
    var unknown = nobody.signIn(nobody.address, Device.octets(32));
    assertEquals(401, known.statusCode());
    assertEquals(known.statusCode(), unknown.statusCode());
    assertEquals(known.body(), unknown.body());
    assertEquals(headers(known), headers(unknown));
    assertEquals(
        parameters(nobody, anna.address).body(), parameters(nobody, nobody.address).body());
  }

  @Test
  void guessesHaveToWaitAndAreToldHowLong(Pair pair) throws Exception {
    var anna = Device.signedUp(pair.north());
    var guesser = new Device(pair.north());
    for (var i = 0; i < 6; i++) {
      assertEquals(
          "wrong-credentials", Device.code(guesser.signIn(anna.address, Device.octets(32))));
    }
    var refused = guesser.signIn(anna.address, anna.passphraseAuth);
    assertEquals(429, refused.statusCode());
    assertEquals("too-many", Device.code(refused));
    assertTrue(Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow()) >= 1);
    assertEquals(200, anna.get("/api/session").statusCode(), "who is signed in stays so");
  }

  @Test
  void aSessionThatHasEndedOpensNothing(Pair pair) throws Exception {
    var anna = Device.signedUp(pair.north());
    var stolen = List.of("Cookie", anna.cookie());
    anna.send("DELETE", "/api/session", "", List.of());
    var thief = new Device(pair.north());
    for (var path : List.of("/api/session", "/api/mailbox/changes", "/api/mailbox/events")) {
      var answer =
          thief.send(
              "GET",
              path,
              java.net.http.HttpRequest.BodyPublishers.noBody(),
              stolen,
              HttpResponse.BodyHandlers.ofString());
      assertEquals(401, answer.statusCode(), path);
      assertEquals("signed-out", Device.code(answer));
    }
  }

  private static HttpResponse<String> parameters(Device device, String address) throws Exception {
    return device.post("/api/account/parameters", "{\"address\":\"" + address + "\"}");
  }

  private static Map<String, List<String>> headers(HttpResponse<String> answer) {
    var headers = new TreeMap<>(answer.headers().map());
    headers.remove("date");
    return headers;
  }
}
