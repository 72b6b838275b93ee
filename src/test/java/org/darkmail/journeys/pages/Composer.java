package org.darkmail.journeys.pages;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.darkmail.journeys.browser.Browser;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/// Where a mail is written.
public record Composer(Browser browser) {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  Composer waitUntilShown() {
    browser.see("to-input");
    return this;
  }

  public Composer to(String... addresses) {
    return address("to", addresses);
  }

  public Composer cc(String... addresses) {
    return address("cc", addresses);
  }

  public Composer bcc(String... addresses) {
    return address("bcc", addresses);
  }

  private Composer address(String field, String... addresses) {
    if (!browser.sees(field + "-input")) {
      browser.click(field + "-open");
    }
    for (var address : addresses) {
      browser.type(field + "-input", address + Keys.ENTER);
      waitUntilLookedUp(address.replaceFirst("^.*<(.*)>$", "$1"));
    }
    return this;
  }

  /// What the chip of an address says once the look-up is over.
  public String waitUntilLookedUp(String address) {
    return browser.await(
        "for the look-up of " + address,
        d -> {
          var state = chip(address).getDomAttribute("data-state");
          return List.of("unasked", "looking").contains(state) ? null : state;
        });
  }

  private WebElement chip(String address) {
    return browser.await(
        "for the chip of " + address,
        d ->
            browser.deep(Browser.hook("chip")).stream()
                .filter(chip -> address.equals(chip.getDomAttribute("data-address")))
                .findFirst()
                .orElse(null));
  }

  public Composer subject(String subject) {
    browser.fill("subject", subject);
    return this;
  }

  /// Above whatever is there, a quoted mail for example.
  public Composer body(String body) {
    browser.input("body").click();
    browser.pressWithControl(Keys.HOME);
    browser.press(body);
    browser.await(
        "for the text",
        d ->
            browser
                .text(browser.input("body"))
                .contains(body.lines().findFirst().orElse("").strip()));
    return this;
  }

  /// Pastes a picture of one dot where the cursor is.
  public Composer pastePicture() {
    browser.script(
        """
        const dot = atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGA'
            + 'WjR9awAAAABJRU5ErkJggg==');
        const data = new DataTransfer();
        const octets = Uint8Array.from(dot, (c) => c.charCodeAt(0));
        data.items.add(new File([octets], 'dot.png', { type: 'image/png' }));
        arguments[0].dispatchEvent(new ClipboardEvent('paste',
            { clipboardData: data, bubbles: true, cancelable: true, composed: true }));
        """,
        browser.input("body"));
    browser.await(
        "for the picture", d -> !browser.deep(".ProseMirror img[src^='data:']").isEmpty());
    return this;
  }

  /// Waits until the draft with all its files is stored.
  public Composer waitUntilKept() {
    browser.await(
        "for the draft to be kept",
        d ->
            browser.deep(Browser.hook("draft-file")).stream()
                    .allMatch(file -> "true".equals(file.getDomAttribute("data-kept")))
                && "saved"
                    .equals(
                        browser
                            .deep(Browser.hook("saved"))
                            .getFirst()
                            .getDomAttribute("data-state")));
    return this;
  }

  public Composer attach(Path file) {
    browser.deep(Browser.hook("attach-input")).getFirst().sendKeys(file.toString());
    browser.await(
        "for the attached file",
        d ->
            browser.deep(Browser.hook("draft-file")).stream()
                .anyMatch(
                    e -> file.getFileName().toString().equals(e.getDomAttribute("data-name"))));
    return this;
  }

  /// Sends and waits until the composer has closed: blobs and outbox rows are durable then.
  public Mailbox send() {
    return send(PATIENCE);
  }

  public Mailbox send(Duration patience) {
    browser.click("send");
    return waitUntilSent(patience);
  }

  /// At 8 o'clock on the next day.
  public Mailbox sendTomorrow() {
    browser.click("send-later");
    browser.click("later-tomorrow");
    return waitUntilSent(PATIENCE);
  }

  /// So long from now. People choose minutes; a journey has no time for them.
  public Mailbox sendIn(Duration time) {
    browser.click("send-later");
    browser.click("later-own");
    setTime("later-time", time);
    browser.click("later-set");
    return waitUntilSent(PATIENCE);
  }

  /// The mail is to vanish so long from now.
  public Composer vanishesIn(Duration time) {
    browser.click("send-later");
    browser.click("expire-own");
    setTime("expire-time", time);
    browser.click("expire-set");
    browser.see("expire-note");
    return this;
  }

  private void setTime(String field, Duration ahead) {
    browser.see(field);
    browser.script(
        """
        const [field, ahead] = arguments;
        const at = new Date(Date.now() + ahead);
        const two = (n) => String(n).padStart(2, '0');
        field.step = '1';
        field.min = '';
        field.value = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
            + `T${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
        """,
        browser.deep(Browser.hook(field)).getFirst(),
        ahead.toMillis());
  }

  public void waitUntilSaved() {
    browser.await(
        "for the draft to be saved",
        d -> "saved".equals(browser.see("saved").getDomAttribute("data-state")));
  }

  /// Names of its files, once there are any.
  public List<String> files() {
    return browser.await(
        "for the files of the draft",
        d -> {
          var names =
              browser.deep(Browser.hook("draft-file")).stream()
                  .map(file -> file.getDomAttribute("data-name"))
                  .toList();
          return names.isEmpty() ? null : names;
        });
  }

  private Mailbox waitUntilSent(Duration patience) {
    var end =
        browser.await(
            patience,
            "for the composer to close after Send",
            d -> answered() ? browser.words("compose-error") : "sent");
    if (!end.equals("sent")) {
      throw new AssertionError("not sent: " + end);
    }
    return new Mailbox(browser);
  }

  /// Presses Send, which the composer answers with a reason.
  public void assertNotSent() {
    browser.click("send");
    browser.await("for the reason", d -> answered() ? browser.words("compose-error") : null);
    browser.see("composer");
  }

  /// Whether the composer is still there, once what it asks has been answered: about an address to
  /// which this person has never written, most often.
  private boolean answered() {
    if (browser.sees("dialog-yes")) {
      browser.click("dialog-yes");
    }
    return browser.sees("composer");
  }
}
