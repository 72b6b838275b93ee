package org.darkmail.journeys.pages;

import java.util.List;
import org.darkmail.journeys.browser.Browser;

/// Back in with the recovery words and a new passphrase.
public record RecoveryPage(Browser browser) {

  public void recover(String address, List<String> words, String passphrase) {
    browser.fill("recover-address", address);
    browser.fill("recover-words", String.join(" ", words));
    browser.fill("recover-passphrase", passphrase);
    browser.click("recover-submit");
  }
}
