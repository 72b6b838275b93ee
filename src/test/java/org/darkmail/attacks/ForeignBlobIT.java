package org.darkmail.attacks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.darkmail.device.Device;
import org.darkmail.journeys.stage.Pair;
import org.darkmail.journeys.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Somebody with an account tries to use what is another account's.
@ExtendWith(Stage.class)
class ForeignBlobIT {

  @Test
  void anotherAccountCanNeitherContinueNorReadNorHoldAnUpload(Pair pair) throws Exception {
    var anna = Device.signedUp(pair.north());
    var eve = Device.signedUp(pair.north());
    var name = Device.json(anna.post("/api/blobs", "{\"size\":10}")).path("name").asString();
    assertEquals(404, append(eve, name).statusCode());
    assertEquals(204, append(anna, name).statusCode());
    assertEquals(404, eve.get("/api/blobs/" + name).statusCode());
    var hold =
        """
        {"batch":[{"op":"put","id":"%s","kind":"mail","revision":0,"ciphertext":"AAAA","blobs":["%s"]}]}\
        """
            .formatted(Device.octets(16), name);
    assertEquals(404, eve.post("/api/mailbox/batch", hold).statusCode());
    assertEquals(200, anna.post("/api/mailbox/batch", hold).statusCode());
    assertEquals(200, anna.get("/api/blobs/" + name).statusCode());
  }

  @Test
  void aNameCannotLeaveTheStore(Pair pair) throws Exception {
    var anna = Device.signedUp(pair.north());
    for (var name :
        List.of("..%2f..%2f..%2fdarkmail.mv.db", "....", "%00", "a".repeat(43) + "%2f..")) {
      var code = anna.get("/api/blobs/" + name).statusCode();
      assertEquals(true, code == 404 || code == 400, name + " " + code);
      var publicCode = anna.get("/blob/" + name).statusCode();
      assertEquals(true, publicCode == 404 || publicCode == 400, name + " " + publicCode);
    }
  }

  private static HttpResponse<String> append(Device device, String name) throws Exception {
    return device.send(
        "PATCH",
        "/api/blobs/" + name,
        BodyPublishers.ofByteArray(Device.random(10)),
        List.of("Upload-Offset", "0"),
        BodyHandlers.ofString());
  }
}
