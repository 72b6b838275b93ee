package org.darkmail.journeys.pages;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.darkmail.journeys.browser.Browser;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/// Where a mail is written.
public record Composer(Browser browser) {

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
          return state == null || state.equals("looking") ? null : state;
        });
  }

  private WebElement chip(String address) {
    return browser.await(
        "for the chip of " + address,
        d ->
            browser.deep(Browser.hook("chip")).stream()
                .filter(chip ->
                    address.equals(chip.getDomAttribute("data-address"))
                        || browser.text(chip).contains(address))
                .findFirst()
                .orElse(null));
  }

  public Composer subject(String subject) {
    browser.fill("subject", subject);
    return this;
  }

  public Composer body(String body) {
    browser.type("body", body);
    return this;
  }

  public Composer attach(Path file) {
    browser.deep(Browser.hook("attach-input")).getFirst().sendKeys(file.toString());
    browser.await(
        "for the attached file",
        d ->
            browser.deep(Browser.hook("draft-file")).stream()
                .anyMatch(e -> browser.text(e).contains(file.getFileName().toString())));
    return this;
  }

  /// Sends and waits until the composer has closed: blobs and outbox rows are durable then.
  public Mailbox send() {
    browser.click("send");
    browser.await(
        Duration.ofSeconds(90),
        "for the composer to close after Send",
        d -> browser.deep(Browser.hook("send")).isEmpty());
    return new Mailbox(browser);
  }

  /// Presses Send and sees that the composer stays and nothing is in Sent.
  public void assertNotSent() {
    browser.see("send").click();
    browser.see("compose-error");
    browser.see("send");
  }

  public List<String> chips() {
    return browser.deep(Browser.hook("chip")).stream().map(browser::text).toList();
  }
}
