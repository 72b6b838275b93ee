package org.darkmail.journeys.pages;

import org.darkmail.journeys.browser.Browser;
import org.openqa.selenium.support.ui.Select;

/// The settings: sections with addresses of their own.
public record SettingsPage(Browser browser) {

  /// `general`, `account`, `security` and so on.
  public SettingsPage open(String section) {
    browser.click("settings-" + section);
    browser.await(
        "for the section " + section,
        d -> section.equals(browser.see("settings-page").getDomAttribute("data-section")));
    return this;
  }

  /// One of a few that stand beside each other, as `keys-proton`.
  public SettingsPage choose(String name) {
    browser.click(name);
    return this;
  }

  /// The page is loaded anew.
  ///
  /// @param tag of a language, or nothing: as the browser says
  public SettingsPage speak(String tag) {
    new Select(browser.see("language")).selectByValue(tag);
    browser.await(
        "for the page in the language " + tag,
        d -> browser.script("return document.documentElement.lang").toString().startsWith(tag));
    browser.see("settings-page");
    return this;
  }

  /// Whether the mailbox opens on this device without a network.
  public SettingsPage keepHere() {
    browser.click("keep");
    browser.await(
        "for the device to keep the mailbox",
        d -> "true".equals(browser.see("keep").getDomAttribute("data-kept")));
    return this;
  }

  public SettingsPage changePassphrase(String current, String next) {
    browser.fill("current-passphrase", current);
    browser.fill("next-passphrase", next);
    browser.click("change-passphrase");
    browser.see("passphrase-changed");
    return this;
  }
}
