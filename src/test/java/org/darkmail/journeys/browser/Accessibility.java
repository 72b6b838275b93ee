package org.darkmail.journeys.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.openqa.selenium.JavascriptException;
import org.openqa.selenium.chrome.ChromeDriver;

/// Looks at each screen when a journey first sees it, by the rules of WCAG 2.2 AA that a machine
/// can judge (axe-core). What stands in a mail's frame is its author's, and no script runs there.
final class Accessibility {
  private static final Path AXE = Path.of("node_modules/axe-core/axe.min.js");

  /// Names by which a journey sees that another screen, dialog or menu is there.
  private static final Set<String> SCREENS =
      Set.of(
          "sign-in-address",
          "sign-up-local",
          "kit-word",
          "kit-answer-1",
          "recover-words",
          "locked",
          "unlock-passphrase",
          "app-ready",
          "row",
          "empty",
          "reader-subject",
          "composer",
          "place-name",
          "select-bar",
          "settings-page",
          "passphrase-changed",
          "help",
          "palette-input",
          "keys",
          "who-can-read",
          "source",
          "offline",
          "suggestion",
          "pdf-pages",
          "contact",
          "card-name",
          "card-name-input",
          "rule",
          "console-passphrase",
          "part-relay",
          "retry");

  private static final String JUDGE =
      """
      const done = arguments[arguments.length - 1];
      const judged = {
        iframes: false,
        resultTypes: ['violations'],
        runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
      };
      const said = ({ id, help, nodes }) =>
        id + ': ' + help + '\\n' + nodes.map(n => '  ' + n.html + '\\n  ' + n.failureSummary).join('\\n');
      axe.run(document, judged).then(
        ({ violations }) => done(violations.map(said).join('\\n')), fault => done('' + fault));
      """;

  private final ChromeDriver driver;
  private final Set<String> seen = new HashSet<>();

  Accessibility(ChromeDriver driver) {
    this.driver = driver;
  }

  /// @param name by which a journey has just seen something
  void look(String name) {
    if (!SCREENS.contains(name) || !seen.add(name)) {
      return;
    }
    try {
      assertEquals("", judge(), "what those who see or move otherwise cannot use, at " + name);
    } catch (JavascriptException e) {
      // The page has gone meanwhile; it is looked at when it is seen again.
      seen.remove(name);
    }
  }

  private Object judge() {
    if (!Boolean.TRUE.equals(driver.executeScript("return typeof axe === 'object'"))) {
      driver.executeScript(source());
    }
    return driver.executeAsyncScript(JUDGE);
  }

  private static String source() {
    try {
      return Files.readString(AXE);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
