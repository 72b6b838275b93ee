package org.darkmail.journeys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipFile;
import org.darkmail.journeys.stage.Cast;
import org.darkmail.journeys.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Stage.class)
class AttachmentIT {

  private static final int MEGABYTE = 1000 * 1000;

  @Test
  void anAttachmentOfFiveMegabytesArrivesByteForByte(Cast cast) throws IOException {
    var anna = cast.north("anna");
    var bela = cast.south("bela");
    var content = new byte[5 * MEGABYTE];
    new Random().nextBytes(content);
    var file = Files.write(cast.folder().resolve("plan of the garden.bin"), content);

    anna.writes().to(bela.address()).subject("The plan").body("As promised.").attach(file).send();

    var mail = bela.mailbox().read("The plan");
    assertEquals(List.of("plan of the garden.bin"), mail.attachments());
    assertArrayEquals(content, Files.readAllBytes(mail.download("plan of the garden.bin")));
  }

  @Test
  void aDownloadGoesOnAfterAPauseAndAReload(Cast cast) throws IOException {
    var anna = cast.north("anna");
    var bela = cast.south("bela");
    var content = new byte[20 * MEGABYTE];
    new Random().nextBytes(content);
    var file = Files.write(cast.folder().resolve("film.bin"), content);
    anna.writes().to(bela.address()).subject("The film").body("Long.").attach(file).send();
    var mail = bela.mailbox().read("The film");

    bela.browser().limitDownloads(4 * MEGABYTE);
    bela.browser().click("attachment-download");
    bela.browser().click("attachment-pause");
    mail.waitUntilAttachment("paused");
    bela.browser().reload();
    mail.waitUntilShown("The film");
    mail.waitUntilAttachment("paused");
    bela.browser().limitDownloads(-1);
    bela.browser().click("attachment-resume");
    assertArrayEquals(content, Files.readAllBytes(bela.browser().downloaded("film.bin")));
    mail.waitUntilAttachment("saved");
  }

  @Test
  void anUploadGoesOnAfterAPauseAndAReload(Cast cast) throws IOException {
    var anna = cast.north("anna");
    var bela = cast.south("bela");
    var content = new byte[20 * MEGABYTE];
    new Random().nextBytes(content);
    var file = Files.write(cast.folder().resolve("film.bin"), content);
    anna.browser().limitUploads(4 * MEGABYTE);
    var composer = anna.writes().to(bela.address()).subject("Paused").body("Long.").attach(file);
    anna.browser().click("draft-file-pause");
    anna.browser().see("draft-file-resume");
    composer.waitUntilSaved();
    anna.browser().reload();
    anna.browser().limitUploads(-1);
    var again = anna.mailbox().open("drafts").edit("Paused");
    again.waitUntilKept();
    again.send();
    var mail = bela.mailbox().read("Paused");
    assertArrayEquals(content, Files.readAllBytes(mail.download("film.bin")));
  }

  @Test
  void allFilesAreSavedAsOneArchive(Cast cast) throws IOException {
    var anna = cast.north("anna");
    var bela = cast.south("bela");
    var one = Files.writeString(cast.folder().resolve("notes.txt"), "one");
    var folder = Files.createDirectories(cast.folder().resolve("more"));
    var two = Files.writeString(folder.resolve("notes.txt"), "two");
    anna.writes().to(bela.address()).subject("Two").body("Both.").attach(one).attach(two).send();
    bela.mailbox().read("Two");
    bela.browser().click("attachment-all");
    var found = new HashMap<String, String>();
    try (var archive = new ZipFile(bela.browser().downloaded("Two.zip").toFile())) {
      for (var entry : Collections.list(archive.entries())) {
        try (var content = archive.getInputStream(entry)) {
          found.put(entry.getName(), new String(content.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    }
    assertEquals(Map.of("notes.txt", "one", "notes (2).txt", "two"), found);
  }

  @Test
  void aTextIsShownWithoutBeingSaved(Cast cast) throws IOException {
    var anna = cast.north("anna");
    var bela = cast.south("bela");
    var file = Files.writeString(cast.folder().resolve("notes.txt"), "<b>not bold</b>");
    anna.writes().to(bela.address()).subject("Notes").body("See.").attach(file).send();
    assertEquals("<b>not bold</b>", bela.mailbox().read("Notes").preview());
  }

  @Test
  void aPdfIsShownPageByPageAndReachesNothing(Cast cast) {
    var anna = cast.north("anna");
    var bela = cast.south("bela");
    var file = Path.of("src/test/resources/files/two-pages.pdf").toAbsolutePath();
    anna.writes().to(bela.address()).subject("Lease").body("To sign.").attach(file).send();
    var mail = bela.mailbox().read("Lease");
    assertEquals("Harbour studio: lease Three months of notice.", mail.previewPdf());
    assertEquals(List.of(), bela.browser().wire().strays());
  }
}
