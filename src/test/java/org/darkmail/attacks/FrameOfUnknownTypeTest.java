package org.darkmail.attacks;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.darkmail.delivery.Counters.Drop;
import org.darkmail.delivery.Intruded;
import org.darkmail.routing.Frame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Something else that a domain has signed is passed off as a frame, or a frame says what no frame
/// says.
class FrameOfUnknownTypeTest {
  private Intruded south;

  @BeforeEach
  void start() throws Exception {
    south = new Intruded();
  }

  @AfterEach
  void stop() {
    south.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "darkmail/binding/1",
        "darkmail/domain/1",
        "darkmail/answer/1",
        "darkmail/envelope/1",
        "darkmail/frame/2",
        "DARKMAIL/FRAME/1",
        ""
      })
  void aSignatureOverAnotherTypeIsWorthlessHere(String type) {
    receive(json().replace("darkmail/frame/1", type));
    south.awaitDrop(Drop.BAD_FRAME);
  }

  @Test
  void aFrameWithTwoTypesIsLetFall() {
    receive(json().replace("{\"type\"", "{\"type\":\"darkmail/frame/1\",\"type\""));
    south.awaitDrop(Drop.BAD_FRAME);
  }

  @Test
  void aFrameWithoutAListIsLetFall() {
    receive(json().replace("\"receipts\":[],", ""));
    south.awaitDrop(Drop.BAD_FRAME);
  }

  @Test
  void aFrameWithAnUnknownOutcomeIsLetFall() {
    receive(
        json()
            .replace(
                "\"receipts\":[]",
                "\"receipts\":[{\"id\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"outcome\":\"read\",\"reason\":null}]"));
    south.awaitDrop(Drop.BAD_FRAME);
  }

  private String json() {
    var frame = new Frame("f1", south.north().domain(), south.domain(), south.now(), List.of());
    return new String(frame.json(), StandardCharsets.UTF_8);
  }

  private void receive(String json) {
    south.receive(
        "north.test",
        south.north().seal(south.certificate(), json.getBytes(StandardCharsets.UTF_8)));
  }
}
