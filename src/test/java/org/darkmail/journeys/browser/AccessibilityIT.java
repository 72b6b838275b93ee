package org.darkmail.journeys.browser;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The eye of the journeys sees what it is there for, behind shadow roots too.
class AccessibilityIT {

  @Test
  void aFieldWithoutANameBehindAShadowRootIsFoundOnceAndAGoodOneIsNot(@TempDir Path folder) {
    try (var browser = Browser.open(folder)) {
      browser.driver().get("data:text/html,<html lang=en><title>t</title><main></main>");
      show(browser, "<input>");
      var fault = assertThrows(AssertionError.class, () -> browser.see("locked"));
      assertTrue(fault.getMessage().contains("label"), fault.getMessage());
      show(browser, "<input aria-label=Address>");
      assertDoesNotThrow(() -> browser.see("composer"));
    }
  }

  private static void show(Browser browser, String field) {
    browser.script(
        """
        const host = document.createElement('div');
        host.attachShadow({ mode: 'open' }).innerHTML =
          '<p data-test=locked>Locked</p><p data-test=composer>Writing</p>' + arguments[0];
        document.querySelector('main').replaceChildren(host);
        """,
        field);
  }
}
