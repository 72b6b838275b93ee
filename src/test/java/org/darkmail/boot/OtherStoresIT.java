package org.darkmail.boot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.darkmail.container.Postgres;
import org.darkmail.container.S3Server;
import org.darkmail.device.Device;
import org.darkmail.journeys.stage.Instance;
import org.darkmail.journeys.stage.Pair;
import org.junit.jupiter.api.Test;

/// A whole server on PostgreSQL and S3: what it has answered is there after a kill, and after a
/// move to an embedded database and files by the launcher.
class OtherStoresIT {

  private static final int PIECE = 8 << 20;
  private static final int SIZE = 20 << 20;

  private final byte[] octets = Device.random(SIZE);

  @Test
  void aServerOnPostgresqlAndS3KeepsWhatItHasAnsweredAndMovesAway() throws Exception {
    try (var pair = Pair.another("stores", 18070, "127.0.4")) {
      var north = pair.north();
      north.tell(stores());
      north.start();
      var anna = Device.signedUp(north);
      assertTrue(anna.get("/health/ready").body().contains("\"blobs\":\"UP\""));
      var name = uploaded(anna);
      north.kill();
      north.start();
      assertHolds(anna, name);
      try (var files = Files.walk(north.blobs())) {
        assertEquals(0, files.filter(Files::isRegularFile).count());
      }

      north.stop();
      move(north);
      north.tell(Map.of());
      north.start();
      assertEquals(200, anna.signIn(anna.address, anna.passphraseAuth).statusCode());
      assertHolds(anna, name);
      assertTrue(Files.exists(north.data().resolve("darkmail.mv.db")));
      north.stop();
    }
  }

  private static Map<String, String> stores() {
    var schema = Postgres.shared().schema("s" + UUID.randomUUID().toString().replace("-", ""));
    return Map.of(
        "DARKMAIL_DB_DRIVER",
        "postgresql",
        "DARKMAIL_DB_URL",
        schema,
        "DARKMAIL_DB_USER",
        Postgres.USER,
        "DARKMAIL_DB_PASSWORD",
        Postgres.shared().password(),
        "DARKMAIL_BLOBS",
        "s3",
        "DARKMAIL_S3_ENDPOINT",
        S3Server.shared().endpoint().toString(),
        "DARKMAIL_S3_BUCKET",
        S3Server.BUCKET,
        "DARKMAIL_S3_ACCESS_KEY",
        S3Server.ACCESS_KEY,
        "DARKMAIL_S3_SECRET_KEY",
        S3Server.SECRET_KEY);
  }

  private String uploaded(Device anna) throws Exception {
    var begun = Device.json(anna.post("/api/blobs", "{\"size\":" + SIZE + "}"));
    var name = begun.path("name").asString();
    for (var from = 0; from < SIZE; from += PIECE) {
      var piece = Arrays.copyOfRange(octets, from, Math.min(SIZE, from + PIECE));
      var stored =
          anna.send(
              "PATCH",
              "/api/blobs/" + name,
              BodyPublishers.ofByteArray(piece),
              List.of("Upload-Offset", String.valueOf(from)),
              BodyHandlers.ofString());
      assertEquals(204, stored.statusCode(), stored.body());
    }
    return name;
  }

  private void assertHolds(Device anna, String name) throws Exception {
    var read =
        anna.send(
            "GET",
            "/api/blobs/" + name,
            BodyPublishers.noBody(),
            List.of("Range", "bytes=1000-17000000"),
            BodyHandlers.ofByteArray());
    assertEquals(206, read.statusCode());
    assertArrayEquals(Arrays.copyOfRange(octets, 1_000, 17_000_001), read.body());
  }

  /// `./darkmail move`, from what the server is told to the stores that it has without.
  private static void move(Instance instance) throws Exception {
    var there =
        Files.write(
            instance.home().resolve("there"),
            List.of(
                "DARKMAIL_DB_DRIVER=h2",
                "DARKMAIL_DB_URL=",
                "DARKMAIL_DB_USER=",
                "DARKMAIL_DB_PASSWORD=",
                "DARKMAIL_BLOBS=file"));
    var command = new ProcessBuilder("bash", "darkmail", "move", there.toString());
    command.environment().putAll(instance.told());
    var process = command.redirectErrorStream(true).start();
    process.getOutputStream().close();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    assertTrue(said.contains("1 looked at, 1 copied"), said);
    assertTrue(said.contains("the same in both"), said);
  }
}
