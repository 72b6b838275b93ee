package org.darkmail.attacks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.darkmail.device.Device;
import org.darkmail.journeys.stage.Pair;
import org.darkmail.journeys.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Another site makes the browser of somebody who is signed in send requests.
@ExtendWith(Stage.class)
class CrossSiteIT {

  @Test
  void aWriteFromAnotherOriginIsRefusedThoughTheCookieIsRight(Pair pair) throws Exception {
    var anna = Device.signedUp(pair.north());
    for (var origin :
        List.of(
            "https://evil.example",
            pair.south().url().toString(),
            "null",
            anna.origin() + ".evil.example")) {
      assertRefused(anna.send("DELETE", "/api/session", "", List.of("Origin", origin)));
    }
    assertEquals(200, anna.get("/api/session").statusCode());
  }

  @Test
  void aWriteThatTheBrowserCallsCrossSiteIsRefused(Pair pair) throws Exception {
    var anna = Device.signedUp(pair.north());
    for (var site : List.of("cross-site", "same-site", "none")) {
      assertRefused(anna.send("DELETE", "/api/session", "", List.of("Sec-Fetch-Site", site)));
    }
    assertEquals(200, anna.get("/api/session").statusCode());
  }

  @Test
  void aFormOfAnotherSiteCannotSpeakJson(Pair pair) throws Exception {
    var anna = Device.signedUp(pair.north());
    for (var type : List.of("text/plain", "application/x-www-form-urlencoded")) {
      var answer =
          anna.send(
              "POST",
              "/api/blobs",
              BodyPublishers.ofString("{\"size\":1}"),
              List.of("Content-Type", type),
              BodyHandlers.ofString());
      assertEquals("bad-request", Device.code(answer));
    }
  }

  @Test
  void theCookieIsForThisOriginAndForNoScript(Pair pair) throws Exception {
    var anna = Device.signedUp(pair.north());
    var set =
        anna.signIn(anna.address, anna.passphraseAuth)
            .headers()
            .firstValue("Set-Cookie")
            .orElseThrow();
    for (var attribute :
        List.of("__Host-darkmail=", "Path=/", "Secure", "HttpOnly", "SameSite=Strict")) {
      assertEquals(
          true, set.contains(attribute), attribute + " in " + set.replaceAll("=[^;]{20,}", "=..."));
    }
    assertEquals(false, set.contains("Domain"));
  }

  private static void assertRefused(HttpResponse<String> answer) {
    assertEquals(403, answer.statusCode());
    assertEquals("cross-site", Device.code(answer));
  }
}
