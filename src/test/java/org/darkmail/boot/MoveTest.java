package org.darkmail.boot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.darkmail.blob.BlobName;
import org.darkmail.blob.BlobStore;
import org.darkmail.blob.FileBlobStore;
import org.darkmail.blob.S3BlobStore;
import org.darkmail.container.Postgres;
import org.darkmail.container.S3Server;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From H2 and files to PostgreSQL and S3, and back.
class MoveTest {

  private static final PrintStream NOWHERE =
      new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);

  @TempDir Path folder;

  private final Map<String, String> here = new HashMap<>();
  private final Map<BlobName, byte[]> blobs = new LinkedHashMap<>();
  private final SecureRandom random = new SecureRandom();

  @BeforeEach
  void anInstance() throws Exception {
    here.put("DARKMAIL_DOMAIN", "north.test");
    here.put("DARKMAIL_URL", "http://north.localhost:8080");
    here.put("DARKMAIL_DATA", Files.createDirectory(folder.resolve("data")).toString());
    here.put(
        "DARKMAIL_XMPP_PASSWORD_FILE",
        Files.writeString(folder.resolve("password"), "hunter2").toString());
    var database = Environment.database(here);
    Schema.update(database);
    try (var store = new FileBlobStore(folder.resolve("data/blobs"));
        var connection = database.connect()) {
      fill(connection);
      for (var size : new int[] {1, 5_000, 65_536, 300_000}) {
        var name = BlobName.random(random);
        var octets = random(size);
        store.put(name, octets);
        blobs.put(name, octets);
        insert(
            connection,
            "insert into blob values (?, 'account:1', ?, true, true, false, null)",
            name.text(),
            size);
        insert(connection, "insert into blob_use values ('item:1', ?)", name.text());
      }
    }
  }

  private void fill(Connection to) throws SQLException {
    insert(
        to,
        "insert into account values (1, 'anna@north.test', ?, ?, ?, true)",
        random(32),
        random(100),
        java.time.OffsetDateTime.parse("2026-11-22T10:00:00.123456Z"));
    insert(
        to,
        "insert into key_slot values (1, 'recovery', 'r1', null, null, null, null, ?, ?)",
        random(60),
        random(32));
    insert(to, "insert into blob_owner values ('account:1', 1000000, 370537)");
    insert(to, "insert into mailbox values (1, 1500)");
    insert(to, "alter sequence item_seq restart with 1551");
    for (var i = 1; i <= 1_500; i++) {
      insert(to, "insert into item_content values (?, ?)", i, random(50));
      insert(
          to, "insert into item values (?, 1, ?, 'mail', 1, ?, ?, 50, '', null)", i, "n" + i, i, i);
    }
  }

  private static void insert(Connection to, String sql, Object... values) throws SQLException {
    try (var insert = to.prepareStatement(sql)) {
      for (var i = 0; i < values.length; i++) {
        insert.setObject(i + 1, values[i]);
      }
      insert.executeUpdate();
    }
  }

  @Test
  void everythingIsThereAndTheSameAlsoAfterTheWayBack() throws Exception {
    var bucket = bucket();
    var schema = Postgres.shared().schema("m" + UUID.randomUUID().toString().replace("-", ""));
    bucket.put("DARKMAIL_DB_DRIVER", "postgresql");
    bucket.put("DARKMAIL_DB_URL", schema);
    bucket.put("DARKMAIL_DB_USER", Postgres.USER);
    bucket.put("DARKMAIL_DB_PASSWORD", Postgres.shared().password());
    var there = file("there", bucket);
    assertEquals(0, Move.run(here, there, NOWHERE, System.err));
    try (var store = new S3BlobStore(S3Server.shared().config(), folder.resolve("node2"))) {
      assertHolds(store);
    }
    var away = new HashMap<>(here);
    away.putAll(bucket);
    try (var database = Environment.database(away).connect();
        var next = database.createStatement().executeQuery("select nextval('item_seq')")) {
      next.next();
      assertTrue(next.getLong(1) >= 1551, "ids go on after those that there are");
    }

    var home = Files.createDirectory(folder.resolve("home"));
    var back =
        file(
            "back",
            Map.of(
                "DARKMAIL_DATA", home.toString(),
                "DARKMAIL_BLOBS", "file",
                "DARKMAIL_DB_DRIVER", "h2",
                "DARKMAIL_DB_URL", "jdbc:h2:file:" + home + "/darkmail",
                "DARKMAIL_DB_USER", "sa",
                "DARKMAIL_DB_PASSWORD", "sa"));
    assertEquals(0, Move.run(away, back, NOWHERE, System.err));
    try (var store = new FileBlobStore(home.resolve("blobs"))) {
      assertHolds(store);
    }
    var again = new ByteArrayOutputStream();
    assertEquals(
        0, Move.run(away, back, new PrintStream(again, true, StandardCharsets.UTF_8), System.err));
    var said = again.toString(StandardCharsets.UTF_8);
    assertTrue(said.contains("4 looked at, 0 copied"), said);
    assertTrue(said.contains("item: 1500 rows, the same in both"), said);
  }

  @Test
  void aMoveThatDiesGoesOnWhereItWas() throws Exception {
    var left = new AtomicInteger(2);
    try (var old = new FileBlobStore(folder.resolve("data/blobs"));
        var young = new FileBlobStore(folder.resolve("young"));
        var database = Environment.database(here).connect()) {
      var dying = new MoveBlobs(old, new Dying(young, left), NOWHERE);
      assertThrows(IllegalStateException.class, () -> dying.run(database));
      assertEquals(2, new MoveBlobs(old, young, NOWHERE).run(database));
      assertEquals(0, new MoveBlobs(old, young, NOWHERE).run(database));
      assertHolds(young);
    }
  }

  @Test
  void aDatabaseThatHoldsOtherRowsIsNotWrittenOver() throws Exception {
    var other =
        new DatabaseAccess("jdbc:h2:file:" + folder.resolve("other").toAbsolutePath(), "sa", "sa");
    Schema.update(other);
    try (var from = Environment.database(here).connect();
        var to = other.connect()) {
      insert(to, "insert into blob_owner values ('account:1', 1000000, 5)");
      var move = new MoveDatabase(from, to, NOWHERE);
      var refused = assertThrows(IllegalStateException.class, move::run);
      assertTrue(String.valueOf(refused.getMessage()).contains("blob_owner"));
    }
  }

  @Test
  void nonsenseInTheFileIsRefusedByName() throws Exception {
    var said = new ByteArrayOutputStream();
    var err = new PrintStream(said, true, StandardCharsets.UTF_8);
    assertEquals(
        2, Move.run(here, file("nonsense", Map.of("DARKMAIL_BLOBS", "tape")), NOWHERE, err));
    assertTrue(said.toString(StandardCharsets.UTF_8).startsWith("DARKMAIL_BLOBS must be"));
  }

  /// The default that the server's datasource has.
  @Test
  void theDatabaseIsTheOneThatTheServerOpens() throws Exception {
    var script = Files.readString(Path.of("src/main/server/configure.cli"));
    var url = Environment.database(Map.of("DARKMAIL_DATA", "${env.DARKMAIL_DATA}")).url();
    assertTrue(script.contains("${env.DARKMAIL_DB_URL:" + url + "}"), url);
  }

  /// A store that makes so many blobs and then no more.
  private record Dying(BlobStore store, AtomicInteger left) implements BlobStore {

    @Override
    public long length(BlobName name) {
      return store.length(name);
    }

    @Override
    public long append(BlobName name, InputStream octets, long most) throws IOException {
      if (left.getAndDecrement() <= 0) {
        store.append(name, octets, most / 2);
        throw new IOException("killed");
      }
      return store.append(name, octets, most);
    }

    @Override
    public void finish(BlobName name, long size) {
      store.finish(name, size);
    }

    @Override
    public void put(BlobName name, byte[] octets) {
      store.put(name, octets);
    }

    @Override
    public InputStream read(BlobName name, long size, long from, long length) {
      return store.read(name, size, from, length);
    }

    @Override
    public void delete(BlobName name) {
      store.delete(name);
    }

    @Override
    public boolean answers() {
      return store.answers();
    }

    @Override
    public void close() {
      store.close();
    }
  }

  private static Map<String, String> bucket() {
    var bucket = new HashMap<String, String>();
    bucket.put("DARKMAIL_BLOBS", "s3");
    bucket.put("DARKMAIL_S3_ENDPOINT", S3Server.shared().endpoint().toString());
    bucket.put("DARKMAIL_S3_BUCKET", S3Server.BUCKET);
    bucket.put("DARKMAIL_S3_ACCESS_KEY", S3Server.ACCESS_KEY);
    bucket.put("DARKMAIL_S3_SECRET_KEY", S3Server.SECRET_KEY);
    return bucket;
  }

  private Path file(String name, Map<String, String> values) throws IOException {
    var lines = values.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue());
    return Files.write(folder.resolve(name), lines.toList());
  }

  private void assertHolds(BlobStore store) throws IOException {
    for (var blob : blobs.entrySet()) {
      var length = blob.getValue().length;
      try (var octets = store.read(blob.getKey(), length, 0, length)) {
        assertArrayEquals(blob.getValue(), octets.readAllBytes());
      }
    }
  }

  private byte[] random(int length) {
    var octets = new byte[length];
    random.nextBytes(octets);
    return octets;
  }
}
