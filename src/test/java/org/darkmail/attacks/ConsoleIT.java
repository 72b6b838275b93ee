package org.darkmail.attacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.darkmail.device.Device;
import org.darkmail.journeys.pages.ConsolePages;
import org.darkmail.journeys.stage.Cast;
import org.darkmail.journeys.stage.Pair;
import org.darkmail.journeys.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Somebody who does not run the server wants into its console.
@ExtendWith(Stage.class)
class ConsoleIT {
  private static final String VISIT = "__Host-darkmail-console";

  @Test
  void whoIsSignedInAndNoAdminGetsTheDoorAndNothingElse(Cast cast, Pair pair) {
    var anna = cast.south("anna");
    for (var page : List.of("/admin", "/admin/delivery")) {
      anna.browser().driver().get(pair.south().url() + page);
      var console = new ConsolePages(anna.browser());
      assertTrue(console.asksForThePassphrase(), page);
      assertFalse(console.show(anna.passphrase()).complaint().isBlank());
    }
  }

  @Test
  void aVisitThatWasMadeUpOpensNoPage(Cast cast, Pair pair) {
    var anna = cast.south("anna");
    anna.browser()
        .script(
            "document.cookie = arguments[0]",
            VISIT + "=" + Device.octets(32) + "; path=/; secure; samesite=strict");
    anna.browser().driver().get(pair.south().url() + "/admin");
    assertTrue(new ConsolePages(anna.browser()).asksForThePassphrase());
  }

  @Test
  void theLinkOfTheLogMakesOneAdminWhateverIsDoneWithItAfterwards(Pair pair) throws Exception {
    var link = pair.south().adminLink().getFragment();
    var first = Device.signedUp(pair.south());
    var thief = Device.signedUp(pair.south());

    assertEquals("wrong-credentials", Device.code(enter(first, Device.octets(32), link)));
    var entered = enter(first, first.passphraseAuth, link);
    assertEquals(204, entered.statusCode());
    var cookie = entered.headers().firstValue("Set-Cookie").orElseThrow();
    for (var attribute : List.of(VISIT + "=", "Path=/", "Secure", "HttpOnly", "SameSite=Strict")) {
      assertTrue(cookie.contains(attribute), attribute);
    }
    assertFalse(cookie.contains("Domain"));
    assertFalse(cookie.contains("Max-Age"), "it ends with the browser");

    assertEquals("not-admin", Device.code(enter(thief, thief.passphraseAuth, link)));
    assertEquals("not-admin", Device.code(enter(thief, thief.passphraseAuth, Device.octets(32))));
  }

  @Test
  void guessesAtTheDoorAreLimitedAsAtSignIn(Pair pair) throws Exception {
    var anna = Device.signedUp(pair.south());
    for (var i = 0; i < 6; i++) {
      assertEquals("wrong-credentials", Device.code(enter(anna, Device.octets(32), null)));
    }
    assertEquals("too-many", Device.code(enter(anna, anna.passphraseAuth, null)));
  }

  @Test
  void anotherSiteCannotKnock(Pair pair) throws Exception {
    var anna = Device.signedUp(pair.south());
    for (var headers :
        List.of(
            List.of("Origin", "https://evil.example"), List.of("Sec-Fetch-Site", "cross-site"))) {
      var answer = anna.send("POST", "/api/admin/visit", body(anna.passphraseAuth, null), headers);
      assertEquals("cross-site", Device.code(answer));
    }
  }

  @Test
  void whoIsNotSignedInCannotKnock(Pair pair) throws Exception {
    var nobody = new Device(pair.south());
    assertEquals("signed-out", Device.code(enter(nobody, Device.octets(32), null)));
  }

  @Test
  void thePageItselfTellsNothingBeforeAVisit(Pair pair) throws Exception {
    var anna = Device.signedUp(pair.south());
    var page =
        anna.send("GET", "/admin", BodyPublishers.noBody(), List.of(), BodyHandlers.ofString());
    assertFalse(page.body().contains(pair.north().domain()));
  }

  private static HttpResponse<String> enter(Device who, String auth, String invitation)
      throws Exception {
    return who.post("/api/admin/visit", body(auth, invitation));
  }

  private static String body(String auth, String invitation) {
    var quoted = invitation == null ? "null" : "\"" + invitation + "\"";
    return "{\"auth\":\"" + auth + "\",\"invitation\":" + quoted + "}";
  }
}
