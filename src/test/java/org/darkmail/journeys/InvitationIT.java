package org.darkmail.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import org.darkmail.journeys.stage.Cast;
import org.darkmail.journeys.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Stage.class)
class InvitationIT {

  @Test
  void anInvitationIsShownAsTextAndAnsweredAcrossDomains(Cast cast) throws IOException {
    var anna = cast.north("anna");
    var bela = cast.south("bela");
    var file = cast.folder().resolve("invite.ics");
    var lines =
        """
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//Other//EN
        METHOD:REQUEST
        BEGIN:VEVENT
        UID:harvest@north.test
        DTSTAMP:20261101T100000Z
        DTSTART;TZID=Europe/Berlin:20261201T100000
        DURATION:PT2H
        SUMMARY:Harvest <img src=x onerror=alert(1)>
        LOCATION:Orchard gate
        ORGANIZER:mailto:%s
        ATTENDEE:mailto:%s
        END:VEVENT
        END:VCALENDAR
        """;
    Files.writeString(file, lines.formatted(anna.address(), bela.address()).replace("\n", "\r\n"));
    anna.writes().to(bela.address()).subject("Harvest").body("Come.").attach(file).send();

    bela.mailbox().read("Harvest");
    var browser = bela.browser();
    assertEquals("request", browser.see("invitation").getDomAttribute("data-method"));
    assertEquals("Harvest <img src=x onerror=alert(1)>", browser.text("invitation-title"));
    assertEquals("Orchard gate", browser.text("invitation-where"));
    assertTrue(browser.text("invitation-when").contains("2026"));
    browser.click("invitation-accepted");
    browser.await(
        "for the answer to be marked",
        d -> "true".equals(browser.see("invitation-accepted").getDomAttribute("aria-pressed")));

    anna.mailbox().row("Accepted").click();
    assertEquals("reply", anna.browser().see("invitation").getDomAttribute("data-method"));
    assertTrue(anna.browser().text("invitation").contains("Accepted"));
  }
}
