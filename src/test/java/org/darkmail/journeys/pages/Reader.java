package org.darkmail.journeys.pages;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.darkmail.journeys.browser.Browser;
import org.openqa.selenium.JavascriptException;

/// An opened conversation; where it has several mails, the newest is meant.
public record Reader(Browser browser) {

  public Reader waitUntilShown(String subject) {
    browser.await(
        "for the reader to show \"" + subject + "\"",
        d -> browser.text("reader-subject").contains(subject));
    return this;
  }

  public String subject() {
    return browser.text("reader-subject");
  }

  /// A name of spec 40.3.
  public String verdict() {
    return browser.await(
        "for a verdict",
        d ->
            browser.deep("[data-verdict]" + Browser.hook("verdict")).reversed().stream()
                .findFirst()
                .map(e -> e.getDomAttribute("data-verdict"))
                .orElse(null));
  }

  /// Text of the newest body, read inside its sandboxed frame.
  public String body() {
    return browser.await(
        "for a body",
        d -> {
          var frames = browser.deep(Browser.hook("body-frame"));
          // The newest mail may still be without its frame; an older one must not be taken for it.
          if (frames.isEmpty() || frames.size() < browser.deep("dm-message[data-mail]").size()) {
            return null;
          }
          var frame = frames.getLast();
          if (!frame.getTagName().equals("iframe")) {
            return browser.text(frame);
          }
          d.switchTo().frame(frame);
          try {
            var text = (String) browser.script("return document.body.innerText");
            return text.isBlank() ? null : text;
          } finally {
            d.switchTo().defaultContent();
          }
        });
  }

  /// Waits until a condition holds inside the frame of the newest body.
  public void inFrame(String what, BooleanSupplier condition) {
    browser.await(
        what,
        d -> {
          d.switchTo().frame(browser.deep(Browser.hook("body-frame")).getLast());
          try {
            return condition.getAsBoolean();
          } catch (JavascriptException e) {
            return false;
          } finally {
            d.switchTo().defaultContent();
          }
        });
  }

  /// As [#body], with what is folded away.
  public String wholeBody() {
    body();
    return saidInFrame("return document.body.textContent");
  }

  /// Waits until the newest body shows so many pictures that have been loaded.
  public void waitUntilPictures(int pictures) {
    body();
    browser.await(
        "for " + pictures + " pictures in the mail",
        d ->
            String.valueOf(pictures)
                .equals(
                    saidInFrame(
                        "return String([...document.images].filter((i) => i.naturalWidth > 0).length)")));
  }

  private String saidInFrame(String script) {
    var driver = browser.driver();
    driver.switchTo().frame(browser.deep(Browser.hook("body-frame")).getLast());
    try {
      return (String) browser.script(script);
    } finally {
      driver.switchTo().defaultContent();
    }
  }

  /// Unfolds who can read the newest mail.
  public String whoCanRead() {
    if (!browser.sees("who-can-read")) {
      browser.click("who");
    }
    return browser.text("who-can-read");
  }

  /// How many mails the conversation has, folded ones too.
  public int length() {
    return browser.deep("dm-message[data-mail], .conv > button.old").size();
  }

  public void waitUntilLength(int mails) {
    browser.await("for " + mails + " mails in the conversation", d -> length() == mails);
  }

  /// Names of the files of all unfolded mails, once there are any.
  public List<String> attachments() {
    return browser.await(
        "for attachments",
        d -> {
          var names =
              browser.deep(Browser.hook("attachment")).stream()
                  .map(card -> card.getDomAttribute("data-name"))
                  .toList();
          return names.isEmpty() ? null : names;
        });
  }

  /// Saves the only attachment and waits until it is on disk.
  public Path download(String name) {
    browser.click("attachment-download");
    return browser.downloaded(name);
  }

  /// `offered`, `fetching`, `paused`, `failed` or `saved`.
  public String attachmentState() {
    return browser.see("attachment").getDomAttribute("data-state");
  }

  public void waitUntilAttachment(String state) {
    browser.await("for an attachment that is " + state, d -> attachmentState().equals(state));
  }

  /// What a PDF says on its first page, once that page is drawn.
  public String previewPdf() {
    browser.click("attachment-show");
    browser.see("pdf-pages");
    return browser.await("for the first page", d -> browser.words("pdf-text"));
  }

  /// How the text file looks in the preview.
  public String preview() {
    browser.click("attachment-show");
    return browser.await("for the preview", d -> browser.text("preview-text"));
  }

  public Composer reply() {
    browser.click("reply");
    return new Composer(browser).waitUntilShown();
  }
}
