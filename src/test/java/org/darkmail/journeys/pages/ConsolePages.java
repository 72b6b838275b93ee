package org.darkmail.journeys.pages;

import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;
import org.darkmail.journeys.browser.Browser;
import org.openqa.selenium.WebElement;

/// The operator's console: its door, and its pages.
public record ConsolePages(Browser browser) {

  public ConsolePages open(URI link) {
    browser.driver().get(link.toString());
    browser.see("console-passphrase");
    return this;
  }

  public ConsolePages show(String passphrase) {
    browser.fill("console-passphrase", passphrase);
    browser.click("console-submit");
    return this;
  }

  /// The sentence that says why not.
  public String complaint() {
    return browser.await("for the reason", d -> browser.words("error"));
  }

  public ConsolePages waitUntilOpen() {
    browser.see("part-relay");
    return this;
  }

  public boolean asksForThePassphrase() {
    var shown =
        browser.await(
            "for the door or a page",
            d ->
                Stream.of("console-passphrase", "part-relay")
                    .filter(browser::sees)
                    .findFirst()
                    .orElse(null));
    return shown.equals("console-passphrase");
  }

  /// `good`, `look-soon` or `act-now`.
  public void waitUntilFinding(String part, String verdict) {
    browser.await(
        "for " + part + " to be " + verdict,
        d -> verdict.equals(browser.see("part-" + part).getDomAttribute("data-verdict")));
  }

  public ConsolePages delivery() {
    browser.await(
        "for the page Delivery",
        d -> {
          browser.deep("vaadin-side-nav-item").stream()
              .filter(item -> browser.text(item).contains("Delivery"))
              .findFirst()
              .orElseThrow()
              .click();
          return true;
        });
    return this;
  }

  public void waitUntilServer(Duration patience, String domain, String state, int waiting) {
    browser.await(
        patience,
        "for " + domain + " to be " + state + " with " + waiting + " waiting",
        d ->
            browser.deep(Browser.hook("server-" + domain)).stream()
                .anyMatch(row ->
                    state.equals(row.getDomAttribute("data-state"))
                        && String.valueOf(waiting).equals(row.getDomAttribute("data-waiting"))));
  }

  public String server(String domain) {
    return browser.text(row(domain));
  }

  /// `retry`, `pause`, `resume` or `drop`.
  public ConsolePages order(String act, String domain) {
    browser.await(
        "to " + act + " " + domain,
        d -> {
          browser.deepIn(row(domain), Browser.hook(act)).getFirst().click();
          return true;
        });
    return this;
  }

  /// In the dialog that asks whether one is sure.
  public void confirm() {
    browser.await(
        "to confirm",
        d ->
            browser.deep("vaadin-button[slot=confirm-button]").stream()
                .filter(WebElement::isDisplayed)
                .findFirst()
                .map(button -> {
                  button.click();
                  return true;
                })
                .orElse(null));
  }

  /// As the settings of the mail page tell it.
  public void speak(String tag) {
    browser.script("document.cookie = 'darkmail-language=" + tag + "; Path=/; Secure'");
    browser.reload();
  }

  public String heading() {
    return browser.await(
        "for a heading",
        d -> browser.deep("h1").stream().map(browser::text).findFirst().orElse(null));
  }

  public void leave() {
    browser.click("console-leave");
  }

  private WebElement row(String domain) {
    return browser.see("server-" + domain);
  }
}
