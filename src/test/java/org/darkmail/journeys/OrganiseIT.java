package org.darkmail.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.darkmail.journeys.stage.Cast;
import org.darkmail.journeys.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Stage.class)
class OrganiseIT {

  @Test
  void mailIsFiledUnderAFolderThatTheServerCannotName(Cast cast) throws IOException {
    var anna = cast.north("anna");
    var bela = cast.south("bela");
    anna.writes().to(bela.address()).subject("Apples").body("How many?").send();
    var mailbox = bela.mailbox();
    mailbox.read("Apples");

    mailbox.makeFolder("Orchardkeeping");
    bela.browser().click("reader-move");
    mailbox.pick("Orchardkeeping");
    mailbox.waitUntilGone("Apples");
    bela.browser().click("undo");
    mailbox.row("Apples");

    mailbox.row("Apples").sendKeys("x");
    assertEquals("1 selected", bela.browser().text("select-count"));
    bela.browser().click("select-archive");
    mailbox.waitUntilGone("Apples");
    mailbox.open("archive").read("Apples");
    bela.browser().click("reader-move");
    mailbox.pick("Orchardkeeping");
    mailbox.waitUntilGone("Apples");

    bela.browser().reload();
    mailbox.waitUntilReady().openOwn("Orchardkeeping").read("Apples");
    assertFalse(bela.browser().driver().getCurrentUrl().contains("Orchard"));
    assertFalse(sent(bela.browser().wire().heads(), "Orchard"));
    assertFalse(sent(bela.browser().wire().bodies(), "Orchard"));
  }

  private static boolean sent(Path folder, String word) throws IOException {
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(word)) {
          return true;
        }
      }
    }
    return false;
  }
}
