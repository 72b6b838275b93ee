package org.darkmail.journeys.pages;

import java.util.List;
import org.darkmail.journeys.browser.Browser;

/// Sign-up: address and passphrase, then the recovery words, two of which are typed back.
public record SignUpPage(Browser browser) {

  public void choose(String local, String passphrase) {
    browser.fill("sign-up-local", local);
    browser.click("sign-up-own");
    browser.fill("sign-up-passphrase", passphrase);
    browser.click("sign-up-next");
  }

  /// The 24 words as the kit shows them.
  public List<String> words() {
    return browser.await(
        "for 24 recovery words",
        d -> {
          var words = browser.deep(Browser.hook("kit-word")).stream().map(browser::text).toList();
          return words.size() == 24 ? words : null;
        });
  }

  /// Types back the words that are asked for and finishes.
  public void confirm(List<String> words) {
    browser.click("kit-continue");
    for (var answer : List.of("kit-answer-1", "kit-answer-2")) {
      browser.fill(answer, words.get(place(answer) - 1));
    }
    browser.click("kit-finish");
  }

  /// Which word the field asks for, 1 to 24.
  private int place(String answer) {
    return Integer.parseInt(browser.see(answer).getDomAttribute("data-word"));
  }
}
