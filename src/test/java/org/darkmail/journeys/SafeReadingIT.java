package org.darkmail.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.darkmail.journeys.pages.Reader;
import org.darkmail.journeys.stage.Cast;
import org.darkmail.journeys.stage.Pair;
import org.darkmail.journeys.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Stage.class)
class SafeReadingIT {

  /// Past the composer and its cleaning, as a client of somebody else would.
  private static final String SEND =
      """
      const [address, html, done] = arguments;
      const draft = {
        id: null, to: [{ name: null, email: address }], cc: [], bcc: [], subject: 'Market', text: '', html,
        inReplyTo: [], references: [], savedAt: null, files: [],
      };
      const sent = await document.querySelector('darkmail-app').shadowRoot.querySelector('dm-mail').vault.send(draft, () => undefined);
      done(typeof sent === 'string' ? '' : sent.code);
      """;

  @Test
  void picturesComeByTheOwnServerOnceAskedForAndALinkThatLiesIsAskedAbout(Cast cast, Pair pair) {
    var anna = cast.north("anna");
    var bela = cast.south("bela");
    var picture = "https://" + pair.south().domain() + "/icon-192.png";
    var html =
        """
        <p style="color: #333">Saturday. <img src="%s" alt="The stalls">
        <img src="https://spy.test/p.gif?who=anna" width="1" height="1">
        <a href="https://elsewhere.test/?id=1&amp;utm_source=letter">%s/stalls</a></p>\
        """
            .formatted(picture, pair.south().domain());
    assertEquals("", bela.browser().scriptAsync(Duration.ofMinutes(1), SEND, anna.address(), html));
    anna.mailbox().read("Market");
    var reader = new Reader(anna.browser());
    var browser = anna.browser();

    var left = browser.see("remote");
    assertEquals("1", left.getDomAttribute("data-blocked"));
    assertTrue(browser.text("remote-pixels").contains("spy.test"));
    assertTrue(browser.text("remote-stripped").contains("utm_source"));

    browser.click("remote-load");
    reader.inFrame(
        "for the picture",
        () ->
            browser.script("return document.querySelector('img[alt]').naturalWidth").equals(192L));

    reader.inFrame(
        "to follow the link",
        () -> {
          browser.script("document.querySelector('a').click()");
          return true;
        });
    var question = browser.see("dialog-no");
    assertTrue(browser.wholeText().contains("elsewhere.test"));
    question.click();
    assertEquals(1, browser.driver().getWindowHandles().size());
    assertEquals(List.of(), browser.wire().strays(), "a request left");
    assertTrue(
        browser.wire().requests().stream().noneMatch(r -> r.target().contains("icon-192")),
        "no line of a request has the address of the picture");
  }
}
