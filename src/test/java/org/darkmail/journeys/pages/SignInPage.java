package org.darkmail.journeys.pages;

import org.darkmail.journeys.browser.Browser;

/// Where an instance receives people.
public record SignInPage(Browser browser) {

  public void signIn(String address, String passphrase) {
    browser.fill("sign-in-address", address);
    browser.fill("sign-in-passphrase", passphrase);
    browser.click("sign-in-submit");
  }

  /// The sentence that says why not.
  public String complaint() {
    return browser.await("for the reason", d -> browser.words("error"));
  }

  public SignUpPage signUp() {
    browser.click("sign-up-open");
    return new SignUpPage(browser);
  }

  public RecoveryPage recover() {
    browser.click("recover-open");
    return new RecoveryPage(browser);
  }

  public void waitUntilShown() {
    browser.see("sign-in-submit");
  }
}
