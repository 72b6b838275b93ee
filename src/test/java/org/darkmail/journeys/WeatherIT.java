package org.darkmail.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.darkmail.address.Domain;
import org.darkmail.container.OtherDomain;
import org.darkmail.container.Postgres;
import org.darkmail.container.S3Server;
import org.darkmail.container.Weather;
import org.darkmail.container.Weather.Kind;
import org.darkmail.device.Device;
import org.darkmail.journeys.stage.Await;
import org.darkmail.journeys.stage.Pair;
import org.darkmail.openpgp.Certificate;
import org.darkmail.openpgp.Sealed;
import org.darkmail.routing.Envelope;
import org.darkmail.routing.Json;
import org.darkmail.routing.Link;
import org.darkmail.routing.RoutingId;
import org.darkmail.routing.Sha256;
import org.junit.jupiter.api.Test;

/// Two servers between whose parts the network is bad in every way: a ledger of what was
/// acknowledged equals what came, once each; readiness tells the truth meanwhile; nothing is
/// started anew.
@SuppressWarnings("NullAway.Init") // By the one test.
class WeatherIT {
  private static final Duration IN_THE_END = Duration.ofSeconds(150);
  private static final Duration LOOK = Duration.ofMillis(300);
  private static final String NET = "127.0.5";
  private static final int S2S = 5269;

  private final TreeSet<String> taken = new TreeSet<>();
  private Device anna;
  private Device bela;
  private Certificate south;

  @Test
  void whatWasAcknowledgedComesOnceInAnyWeatherAndReadinessTellsTheTruth() throws Exception {
    try (var pair = Pair.another("weather", 18074, NET);
        var there = s2s(".3", ".2");
        var back = s2s(".4", ".1");
        var database = Weather.before(Postgres.shared().port());
        var store = Weather.before(S3Server.shared().endpoint().getPort())) {
      Files.writeString(
          pair.folder().resolve("hosts"), NET + ".4 north.test\n" + NET + ".3 south.test\n");
      pair.north().tell(stores(database, store));
      pair.start();
      anna = Device.signedUp(pair.north());
      bela = Device.signedUp(pair.south());
      south = southsCertificate();
      submit();
      awaitAll();

      for (var kind : Kind.values()) {
        there.become(kind);
        back.become(kind);
        var before = there.seen();
        submit();
        Thread.ofVirtual().start(this::queryOrFail);
        Await.until("the " + kind + " network to be used", () -> there.seen() > before);
        submit();
      }
      there.become(Kind.FAIR);
      back.become(Kind.FAIR);

      for (var kind : List.of(Kind.RESET, Kind.SILENT)) {
        database.become(kind);
        Await.until("readiness to see the database " + kind, () -> !ready("database"));
        assertEquals(503, status());
        database.become(Kind.FAIR);
        Await.until("readiness to see it again", () -> ready("database"));
        submit();
        store.become(kind);
        Await.until("readiness to see the store " + kind, () -> !ready("blobs"));
        assertEquals(200, status(), "without blobs the server can do the rest");
        store.become(Kind.FAIR);
        Await.until("readiness to see it again", () -> ready("blobs"));
        submit();
      }
      database.become(Kind.LATE);
      submit();
      database.become(Kind.FAIR);
      awaitAll();
      assertEquals(taken, new TreeSet<>(arrivals()));
      assertEquals(taken.size(), arrivals().size(), "each once");
    }
  }

  /// Between the XMPP servers: listens at one address, leads to the other.
  private static Weather s2s(String at, String to) throws IOException {
    return new Weather(new InetSocketAddress(NET + at, S2S), new InetSocketAddress(NET + to, S2S));
  }

  private static Map<String, String> stores(Weather database, Weather store) {
    var schema = Postgres.shared().schema("w" + UUID.randomUUID().toString().replace("-", ""));
    var told = new HashMap<String, String>();
    told.put("DARKMAIL_DB_DRIVER", "postgresql");
    told.put(
        "DARKMAIL_DB_URL",
        schema.replace(":" + Postgres.shared().port() + "/", ":" + database.port() + "/"));
    told.put("DARKMAIL_DB_USER", Postgres.USER);
    told.put("DARKMAIL_DB_PASSWORD", Postgres.shared().password());
    told.put("DARKMAIL_BLOBS", "s3");
    told.put("DARKMAIL_S3_ENDPOINT", "http://127.0.0.1:" + store.port());
    told.put("DARKMAIL_S3_BUCKET", S3Server.BUCKET);
    told.put("DARKMAIL_S3_ACCESS_KEY", S3Server.ACCESS_KEY);
    told.put("DARKMAIL_S3_SECRET_KEY", S3Server.SECRET_KEY);
    return told;
  }

  private Certificate southsCertificate() throws Exception {
    var document = Device.json(bela.get("/.well-known/darkmail.json"));
    return Certificate.parse(
        Json.decode(document.path("certificate").asString(), "certificate"), "south.test");
  }

  private boolean ready(String part) {
    try {
      return anna.get("/health/ready").body().contains("\"" + part + "\":\"UP\"");
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private int status() throws Exception {
    return anna.get("/health/ready").statusCode();
  }

  /// A mail from anna to bela with one blob. What is acknowledged is written down.
  private void submit() throws Exception {
    var octets = OtherDomain.random(5_000);
    var begun = Device.json(anna.post("/api/blobs", "{\"size\":" + octets.length + "}"));
    var blob = begun.path("name").asString();
    var stored =
        anna.send(
            "PATCH",
            "/api/blobs/" + blob,
            BodyPublishers.ofByteArray(octets),
            List.of("Upload-Offset", "0"),
            BodyHandlers.ofString());
    assertEquals(204, stored.statusCode(), stored.body());
    var link =
        new Link(URI.create(begun.path("link").asString()), Sha256.of(octets), octets.length);
    var header = OtherDomain.random(2_048);
    var id = RoutingId.of(OtherDomain.random(16));
    var envelope =
        new Envelope(
            id,
            Domain.parse("north.test"),
            Domain.parse("south.test"),
            bela.address.substring(0, bela.address.indexOf('@')),
            Sha256.of(header),
            List.of(link),
            Instant.now()
                .plus(Duration.ofDays(10))
                .truncatedTo(java.time.temporal.ChronoUnit.SECONDS),
            Optional.empty());
    var sealed =
        Sealed.sealUnsigned(
            Envelope.FORM, envelope.json(), south, new java.security.SecureRandom());
    var answer =
        anna.post(
            "/api/submissions",
            """
            {"messages":[{"id":"%s","domain":"south.test","envelope":"%s","header":"%s","blobs":["%s"]}],
            "hold":0,"batch":[{"op":"put","id":"%s","kind":"mail","revision":0,"ciphertext":"%s","blobs":[]}]}
            """
                .formatted(
                    id,
                    Json.encode(sealed),
                    Json.encode(header),
                    blob,
                    Device.octets(16),
                    Device.octets(300)));
    assertEquals(200, answer.statusCode(), answer.body());
    taken.add(id.toString());
  }

  /// A server that was out of reach for long is tried seldom, until it is heard: an answer to a
  /// query is enough.
  private void awaitAll() throws Exception {
    var end = Instant.now().plus(IN_THE_END);
    while (!allCame() && Instant.now().isBefore(end)) {
      query();
      LockSupport.parkNanos(LOOK.toNanos());
    }
    assertTrue(allCame(), "all that was acknowledged came");
  }

  /// No good one; whoever gets it says so.
  private int query() throws Exception {
    var query = "{\"domain\":\"south.test\",\"query\":\"" + Device.octets(600) + "\"}";
    return anna.post("/api/directory/queries", query).statusCode();
  }

  private void queryOrFail() {
    try {
      var _ = query();
    } catch (Exception e) {
      // The network is bad.
    }
  }

  private boolean allCame() {
    try {
      return arrivals().containsAll(taken);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> arrivals() throws Exception {
    var changes = Device.json(bela.get("/api/mailbox/changes?since=0&limit=500"));
    var ids = new ArrayList<String>();
    for (var item : changes.path("items")) {
      if (item.path("kind").asString().equals("arrival")) {
        var octets = Json.decode(item.path("ciphertext").asString(), "arrival");
        ids.add(Json.parse(octets).text("routing"));
      }
    }
    return ids;
  }
}
