package org.darkmail.attacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.darkmail.journeys.browser.Browser;
import org.darkmail.journeys.browser.Wire;
import org.darkmail.journeys.stage.Cast;
import org.darkmail.journeys.stage.Person;
import org.darkmail.journeys.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.json.Json;

/// DOMPurify's own 223 payloads, as bodies, subjects, names and file names: no script runs, no
/// request leaves.
@ExtendWith(Stage.class)
class HtmlPayloadsIT {

  private static final int PAYLOADS = 223;

  /// Spec 40.1.
  private static final int LONGEST_SUBJECT = 998;

  /// What the payloads call when they run.
  private static final String WATCH =
      """
      window.ran = [];
      for (const name of ['alert', 'confirm', 'prompt', 'print'])
        window[name] = (...all) => { window.top.ran.push(name + ' ' + all.join()); };
      """;

  /// Renders each payload as the body of a mail, pokes at all that is in it, and gives what is left
  /// of it that could act.
  private static final String RENDER =
      """
      const [payloads, done] = arguments;
      const left = [];
      const once = (target, event) => new Promise(resolve => target.addEventListener(event, resolve, { once: true }));
      for (const html of payloads) {
        const body = document.createElement('dm-body');
        body.body = { text: '', html };
        document.body.append(body);
        await body.updateComplete;
        const frame = body.shadowRoot.querySelector('iframe');
        await once(frame, 'load');
        const inside = frame.contentDocument;
        for (const e of inside.querySelectorAll('*')) {
          if (e.closest('head')) continue;
          const acts = ['SCRIPT', 'IFRAME', 'OBJECT', 'EMBED', 'FORM', 'BASE', 'LINK', 'META', 'STYLE', 'svg', 'math'];
          if (acts.includes(e.tagName)) left.push(html);
          for (const { name, value } of e.attributes) {
            const leads = ['href', 'src', 'action', 'formaction', 'background', 'data', 'poster', 'srcdoc', 'xlink:href'].includes(name);
            if (name.startsWith('on') || (leads && !/^(https?|mailto|tel|cid|data:image)\\b/i.test(value))) left.push(html);
          }
          for (const event of ['mouseover', 'focus', 'load', 'error', 'animationstart', 'toggle'])
            e.dispatchEvent(new Event(event));
        }
        body.remove();
      }
      done(left);
      """;

  /// As a client of an attacker would: straight to the vault, past the composer and its cleaning.
  private static final String SEND =
      """
      const [address, payloads, subject, done] = arguments;
      const draft = {
        id: null, to: [{ name: payloads.join(' ').slice(0, 900), email: address }], cc: [], bcc: [], subject, text: '',
        html: payloads.join('<hr>'), inReplyTo: [], references: [], savedAt: null,
        files: payloads.map(name => ({ name, type: 'text/html', size: 1, file: new Blob(['x']), from: null })),
      };
      const sent = await document.querySelector('darkmail-app').shadowRoot.querySelector('dm-mail').vault.send(draft, () => undefined);
      done(typeof sent === 'string' ? '' : sent.code);
      """;

  private static List<String> payloads;

  @BeforeAll
  static void read() throws IOException {
    var text = Files.readString(Path.of("src/test/resources/html/dompurify-expect.json"));
    List<Map<String, Object>> all = new Json().toType(text, List.class);
    payloads = all.stream().map(one -> (String) one.get("payload")).toList();
    assertEquals(PAYLOADS, payloads.size());
  }

  @Test
  void asBodiesTheyRunNothingAndFetchNothing(Cast cast) {
    var anna = watched(cast.north("anna"));
    anna.mailbox().waitUntilReady();

    var left = anna.browser().scriptAsync(Duration.ofMinutes(2), RENDER, payloads);

    assertEquals(List.of(), left, "something that acts is left");
    assertHarmless(anna);
  }

  @Test
  void asSubjectsNamesAndFileNamesOfRealMailsTheyAreText(Cast cast) {
    var anna = watched(cast.north("anna"));
    var mallory = cast.south("mallory");
    var mails = mails();

    for (var mail : mails) {
      var subject = String.join(" ", mail);
      var refused =
          mallory
              .browser()
              .scriptAsync(
                  Duration.ofMinutes(1),
                  SEND,
                  anna.address(),
                  mail,
                  subject.substring(0, Math.min(LONGEST_SUBJECT, subject.length())));
      assertEquals("", refused, subject);
    }

    anna.browser()
        .await(
            Duration.ofMinutes(2),
            "for all mails to arrive",
            d -> anna.browser().text("folder-inbox").contains(" " + mails.size() + " "));
    anna.browser().deep(Browser.hook("row")).getFirst().click();
    var opened = new HashSet<String>();
    while (opened.add(opened(anna, opened)) && opened.size() < mails.size()) {
      anna.browser().press("j");
    }
    assertHarmless(anna);
  }

  @Test
  void aScriptThatRanAndARequestThatLeftWouldBeSeen(Cast cast) {
    var anna = watched(cast.stranger(cast.pair().north(), "anna"));
    anna.browser().script("alert('planted')");
    assertEquals(List.of("alert planted"), anna.browser().script("return window.ran"));
    anna.browser().driver().get("http://elsewhere.example/planted");
    assertTrue(
        anna.browser()
            .wire()
            .strays()
            .contains(new Wire.Request("GET", "http://elsewhere.example/planted")));
  }

  /// Waits for a mail that is not among those, with its body and its files.
  private static String opened(Person person, Set<String> before) {
    var browser = person.browser();
    return browser.await(
        "for mail " + (before.size() + 1),
        d ->
            browser.deep("dm-message[data-mail]").stream()
                .filter(mail -> !browser.deepIn(mail, Browser.hook("body-frame")).isEmpty())
                .filter(mail -> !browser.deepIn(mail, Browser.hook("attachment")).isEmpty())
                .map(mail -> mail.getDomAttribute("data-mail"))
                .filter(id -> !before.contains(id))
                .findFirst()
                .orElse(null));
  }

  /// As many payloads in one mail as its subject has room for.
  private static List<List<String>> mails() {
    var mails = new ArrayList<List<String>>();
    var mail = new ArrayList<String>();
    int length = 0;
    for (var payload : payloads) {
      if (!mail.isEmpty() && length + payload.length() > LONGEST_SUBJECT) {
        mails.add(List.copyOf(mail));
        mail.clear();
        length = 0;
      }
      mail.add(payload);
      length += payload.length() + 1;
    }
    mails.add(List.copyOf(mail));
    return mails;
  }

  private static Person watched(Person person) {
    person.browser().beforeEachPage(WATCH);
    person.browser().reload();
    return person;
  }

  private static void assertHarmless(Person person) {
    assertEquals(List.of(), person.browser().script("return window.ran"), "a script ran");
    assertEquals(List.of(), person.browser().wire().strays(), "a request left");
    var handlers =
        "[onerror], [onload], [onclick], [onmouseover], [onfocus], [ontoggle], [onanimationstart]";
    assertTrue(
        person.browser().deep(handlers).isEmpty(), "a payload became an element of the page");
  }
}
