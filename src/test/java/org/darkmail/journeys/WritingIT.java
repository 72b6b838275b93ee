package org.darkmail.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.darkmail.journeys.pages.Composer;
import org.darkmail.journeys.stage.Cast;
import org.darkmail.journeys.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Stage.class)
class WritingIT {

  @Test
  void aSignatureStandsUnderNewMailsAndAboveWhatIsQuoted(Cast cast) {
    var anna = cast.north("anna");
    var bela = cast.south("bela");
    bela.mailbox().makeSignature("Kiln", "Bela, kiln 4");
    anna.writes().to(bela.address()).subject("Clay").body("How much?").send();

    bela.mailbox().read("Clay").reply().body("Two bags.").send();

    var lines = anna.mailbox().read("Clay");
    lines.waitUntilLength(2);
    var text = lines.wholeBody();
    assertTrue(text.indexOf("Two bags.") < text.indexOf("Bela, kiln 4"), text);
    assertTrue(text.indexOf("Bela, kiln 4") < text.indexOf("How much?"), text);
  }

  @Test
  void aPictureInATextIsShownToItsReaderAndKeptInTheAnswer(Cast cast) {
    var anna = cast.north("anna");
    var bela = cast.south("bela");
    anna.writes().to(bela.address()).subject("The plan").body("Look: ").pastePicture().send();

    var mail = bela.mailbox().read("The plan");
    mail.waitUntilPictures(1);
    mail.reply().body("I see.").send();

    var answer = anna.mailbox().read("The plan");
    answer.waitUntilLength(2);
    answer.waitUntilPictures(1);
  }

  @Test
  void aDraftHasItsFilesAfterAReload(Cast cast) throws IOException {
    var anna = cast.north("anna");
    var bela = cast.south("bela");
    var plan = Files.write(cast.folder().resolve("plan.bin"), new byte[] {4, 5});
    anna.writes().to(bela.address()).subject("Half").body("Not yet.").attach(plan).waitUntilKept();
    anna.browser().reload();
    anna.mailbox().waitUntilReady().open("drafts").row("Half").click();
    var draft = new Composer(anna.browser());
    assertEquals(List.of("plan.bin"), draft.files());
    draft.send();
    assertEquals(List.of("plan.bin"), bela.mailbox().read("Half").attachments());
  }
}
