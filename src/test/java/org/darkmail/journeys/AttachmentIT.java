package org.darkmail.journeys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Random;
import org.darkmail.journeys.stage.Cast;
import org.darkmail.journeys.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Stage.class)
class AttachmentIT {

  private static final int FIVE_MEGABYTES = 5 * 1000 * 1000;

  @Test
  void anAttachmentOfFiveMegabytesArrivesByteForByte(Cast cast) throws IOException {
    var anna = cast.north("anna");
    var bela = cast.south("bela");
    var content = new byte[FIVE_MEGABYTES];
    new Random().nextBytes(content);
    var file = Files.write(cast.folder().resolve("plan of the garden.bin"), content);

    anna.writes().to(bela.address()).subject("The plan").body("As promised.").attach(file).send();

    var mail = bela.mailbox().read("The plan");
    assertEquals(List.of("plan of the garden.bin"), mail.attachments());
    assertArrayEquals(content, Files.readAllBytes(mail.download("plan of the garden.bin")));
  }
}
