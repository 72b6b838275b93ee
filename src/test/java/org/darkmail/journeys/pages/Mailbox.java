package org.darkmail.journeys.pages;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.darkmail.journeys.browser.Browser;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/// The folders and the list.
public record Mailbox(Browser browser) {

  /// For what waits on a retry of the outbox.
  public static final Duration SLOWLY = Duration.ofMinutes(3);

  public Mailbox waitUntilReady() {
    browser.see("app-ready");
    return this;
  }

  /// A folder or view that every mailbox has: `inbox`, `sent`, `drafts`, `archive`, `trash` and so
  // on.
  public Mailbox open(String folder) {
    browser.click("folder-" + folder);
    return this;
  }

  public void makeFolder(String name) {
    make("folder", name);
  }

  public void makeLabel(String name) {
    make("label", name);
  }

  private void make(String kind, String name) {
    browser.click("new-" + kind);
    browser.fill("place-name", name);
    browser.click("place-keep");
    browser.await("for the " + kind + " " + name, d -> own(name));
  }

  /// A folder that its owner made.
  public Mailbox openOwn(String name) {
    browser.await("for the folder " + name, d -> own(name)).click();
    return this;
  }

  private WebElement own(String name) {
    return browser.deep("a.nav").stream()
        .filter(link -> browser.text(link).contains(name))
        .findFirst()
        .orElse(null);
  }

  /// Picks an entry of the menu that is open.
  public void pick(String label) {
    browser
        .await(
            "for \"" + label + "\" in the menu",
            d ->
                browser.deep("[role=menu] button").stream()
                    .filter(entry -> browser.text(entry).contains(label))
                    .findFirst()
                    .orElse(null))
        .click();
  }

  public void waitUntilGone(String subject) {
    waitUntilGone(Browser.PATIENCE, subject);
  }

  public void waitUntilGone(Duration patience, String subject) {
    browser.await(
        patience,
        "for the mail \"" + subject + "\" to leave the list",
        d -> rows(subject).isEmpty());
  }

  /// Types into the search box and Enter; the list follows.
  public Mailbox search(String text) {
    browser.fill("search", text);
    browser.press(Keys.ENTER);
    return this;
  }

  /// Types into the search box and takes the first suggestion that is for it.
  public Mailbox searchAsSuggested(String text) {
    browser.fill("search", text);
    browser.see("suggestion");
    browser.press(Keys.ARROW_DOWN, Keys.ENTER);
    return this;
  }

  /// What stands in the search box.
  public String searched() {
    return browser.see("search").getDomProperty("value");
  }

  public void keepSearch(String name) {
    browser.click("search-keep");
    browser.fill("place-name", name);
    browser.click("place-keep");
    browser.see("saved-search");
  }

  public Composer compose() {
    browser.click("compose");
    return new Composer(browser).waitUntilShown();
  }

  /// Opens the draft with that subject.
  public Composer edit(String subject) {
    row(subject).click();
    return new Composer(browser).waitUntilShown();
  }

  /// Waits until a mail with that subject is in the list; however many there are, the first.
  public WebElement row(String subject) {
    return row(Browser.PATIENCE, subject);
  }

  public WebElement row(Duration patience, String subject) {
    return browser.await(
        patience,
        "for the mail \"" + subject + "\" in the list",
        d -> rows(subject).stream().findFirst().orElse(null));
  }

  /// The mails in the list with that subject, now. The list keeps rows that it does not show, for
  /// later.
  public List<WebElement> rows(String subject) {
    return browser.deep(Browser.hook("row")).stream()
        .filter(row -> browser.text(row).contains(subject))
        .filter(WebElement::isDisplayed)
        .toList();
  }

  public Reader read(String subject) {
    return browser.await(
        "to open the mail \"" + subject + "\"",
        d -> {
          row(subject).click();
          return new Reader(browser).waitUntilShown(subject);
        });
  }

  /// What the list says of a sent mail: `waiting`, `accepted`, `delivered`, `refused`, ...
  public String delivery(String subject) {
    return row(subject).getDomAttribute("data-delivery");
  }

  public void waitUntilDelivery(String subject, String state) {
    waitUntilDelivery(Browser.PATIENCE, subject, state);
  }

  public void waitUntilDelivery(Duration patience, String subject, String state) {
    browser.await(
        patience,
        "for the mail \"" + subject + "\" to be " + state,
        d -> state.equals(delivery(subject)));
  }

  /// Chooses how long a sent mail can be taken back; the inbox is shown then.
  public Mailbox thinksAgainFor(int seconds) {
    browser.click("account-menu");
    browser.click("menu-settings");
    browser.click("settings-writing");
    browser.see("undo-seconds");
    var setting = browser.deep(Browser.hook("undo-seconds")).getFirst();
    browser.script(
        "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('change'))",
        setting,
        String.valueOf(seconds));
    browser.await(
        "for the setting to be kept",
        d -> String.valueOf(seconds).equals(setting.getDomAttribute("data-kept")));
    return open("inbox");
  }

  public SettingsPage settings() {
    browser.click("settings");
    browser.see("settings-page");
    return new SettingsPage(browser);
  }

  /// Makes the signature that new mails begin with; the inbox is shown then.
  public Mailbox makeSignature(String name, String text) {
    browser.click("account-menu");
    browser.click("menu-settings");
    browser.click("settings-writing");
    browser.click("new-signature");
    browser.fill("text-name", name);
    browser.input("body").click();
    browser.press(text);
    browser.click("text-keep");
    browser.see("signature-first");
    browser.await(
        "for the signature to be the first",
        d ->
            !((String)
                    browser.script(
                        "return arguments[0].value",
                        browser.deep(Browser.hook("signature-first")).getFirst()))
                .isEmpty());
    return open("inbox");
  }

  public SignInPage signOut() {
    browser.click("account-menu");
    browser.click("sign-out");
    var page = new SignInPage(browser);
    page.waitUntilShown();
    return page;
  }

  public void lock() {
    browser.click("account-menu");
    browser.click("lock");
    browser.see("unlock-passphrase");
  }

  /// Whether a reload leads into the mailbox; if not, a passphrase is asked for.
  public boolean opensByReload() {
    browser.reload();
    var shown =
        browser.await(
            "for the page after the reload",
            d ->
                Stream.of("app-ready", "unlock-passphrase", "sign-in-passphrase")
                    .filter(browser::sees)
                    .findFirst()
                    .orElse(null));
    return shown.equals("app-ready");
  }

  public Mailbox unlock(String passphrase) {
    browser.fill("unlock-passphrase", passphrase);
    browser.click("unlock-submit");
    return waitUntilReady();
  }
}
