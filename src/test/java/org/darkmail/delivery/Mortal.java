package org.darkmail.delivery;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.darkmail.account.AccountId;
import org.darkmail.account.Accounts;
import org.darkmail.address.Address;
import org.darkmail.address.Domain;
import org.darkmail.blob.Blob;
import org.darkmail.blob.BlobName;
import org.darkmail.blob.BlobStore;
import org.darkmail.blob.Blobs;
import org.darkmail.blob.FileBlobStore;
import org.darkmail.blob.S3BlobStore;
import org.darkmail.container.Container;
import org.darkmail.container.OtherDomain;
import org.darkmail.container.People;
import org.darkmail.container.S3Server;
import org.darkmail.delivery.Halts.Point;
import org.darkmail.mailbox.Item;
import org.darkmail.mailbox.Kind;
import org.darkmail.mailbox.Mailboxes;
import org.darkmail.openpgp.DomainKey;
import org.darkmail.routing.Json;
import org.darkmail.routing.RoutingId;
import org.darkmail.routing.RoutingMessage;
import org.darkmail.routing.Sha256;

/// The instance `south.test` as a process that dies where it is told to; see [Life] for the other
/// end of its pipes. Frames are lines; so are orders and answers.
final class Mortal {
  static final Domain NORTH = Domain.parse("north.test");
  static final Address ANNA = Address.parse("anna@south.test");
  private static final Duration LOOK = Duration.ofMillis(5);

  private static PrintStream out = System.out;
  private static Halts halts = new Halts(Point.NOWHERE, 0);

  private final Container container;
  private final AccountId anna;

  /// Frames go out as lines.
  @jakarta.enterprise.context.ApplicationScoped
  static class Pipe implements Carrier {

    @Override
    public boolean connected() {
      return true;
    }

    @Override
    public Link link() {
      return new Link(Link.State.UP, Instant.EPOCH);
    }

    @Override
    public boolean send(Domain to, String id, byte[] frame) {
      halts.at(Point.BEFORE_WORD);
      say("frame " + Json.encode(frame));
      return true;
    }
  }

  private Mortal(Container container) {
    this.container = container;
    pass();
    var accounts = container.get(Accounts.class);
    anna =
        accounts
            .find(ANNA)
            .map(account -> account.id())
            .orElseGet(() -> People.signedUp(container, ANNA).account().id());
  }

  private static synchronized void say(String line) {
    // So that a line which death has cut is not taken for one.
    out.println(line + Life.WHOLE);
    out.flush();
  }

  /// @param arguments folder, database URL, its user, its password, S3 endpoint or `-`, north's
  ///   URL, where to die, at which time there
  public static void main(String[] arguments) throws Exception {
    // Whatever a library says must not get between the lines.
    System.setOut(System.err);
    var folder = Path.of(arguments[0]);
    halts = new Halts(Point.valueOf(arguments[6]), Integer.parseInt(arguments[7]));
    Container.live(
        new Container.Home(
            org.h2.jdbcx.JdbcConnectionPool.create(
                arguments[1].startsWith("jdbc:h2:")
                    ? h2(arguments[1], arguments[2], arguments[3])
                    : postgres(arguments[1], arguments[2], arguments[3])),
            halts.around(store(folder, arguments[4])),
            key(folder.resolve("key")),
            () -> halts.at(Point.BEFORE_COMMIT),
            () -> halts.at(Point.AFTER_COMMIT)));
    var container = Container.withDelivery(Map.of(NORTH, URI.create(arguments[5])), Pipe.class);
    var mortal = new Mortal(container);
    container.get(Recovery.class).start();
    halts.arm();
    say("ready " + Json.encode(container.get(DomainKey.class).certificate().encoded()));
    halts.watch(folder.resolve("blobs/journal"));
    Thread.ofPlatform().daemon().start(mortal::work);
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (var line = in.readLine(); line != null; line = in.readLine()) {
      mortal.obey(line.split(" "));
    }
    System.exit(0);
  }

  private static javax.sql.ConnectionPoolDataSource h2(String url, String user, String password) {
    var source = new org.h2.jdbcx.JdbcDataSource();
    source.setURL(url);
    source.setUser(user);
    source.setPassword(password);
    return source;
  }

  private static javax.sql.ConnectionPoolDataSource postgres(
      String url, String user, String password) {
    var source = new org.postgresql.ds.PGConnectionPoolDataSource();
    source.setURL(url);
    source.setUser(user);
    source.setPassword(password);
    return source;
  }

  private static BlobStore store(Path folder, String s3) throws IOException {
    return s3.equals("-")
        ? new FileBlobStore(folder.resolve("blobs"))
        : new S3BlobStore(S3Server.at(URI.create(s3)), folder.resolve("blobs"));
  }

  private static DomainKey key(Path file) throws Exception {
    if (!Files.exists(file)) {
      var fresh = DomainKey.generate("south.test", Instant.now(), new SecureRandom());
      Files.write(file, fresh.encoded());
    }
    return DomainKey.parse(Files.readAllBytes(file));
  }

  private void pass() {
    var time = container.time();
    time.pass(Duration.between(time.instant(), Instant.now()));
  }

  private void work() {
    while (true) {
      pass();
      var _ = container.get(Postman.class).step();
      var _ = container.get(Claims.class).step();
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  private void obey(String[] order) throws Exception {
    switch (order[0]) {
      case "frame" -> container.get(Inbound.class).receive(NORTH, Json.decode(order[1], "frame"));
      case "submit" -> submit(RoutingId.parse(order[1]));
      case "arrivals" -> {
        for (var item : items(Kind.ARRIVAL)) {
          say("arrival " + json(item).text("routing") + " " + isWhole(item));
        }
        say("end");
      }
      case "statuses" -> {
        for (var item : items(Kind.STATUS)) {
          say("status " + json(item).text("routing") + " " + json(item).text("state"));
        }
        say("end");
      }
      default -> throw new IllegalArgumentException(order[0]);
    }
  }

  /// With a blob that the mail and the own copy hold.
  private void submit(RoutingId id) throws IOException {
    var blobs = container.get(Blobs.class);
    var octets = OtherDomain.random(3_000);
    var blob = (Blob) blobs.begin(Mailboxes.owner(anna), octets.length);
    blobs.append(Mailboxes.owner(anna), blob.name(), 0, new ByteArrayInputStream(octets));
    var message = new RoutingMessage(id, OtherDomain.random(2_048), OtherDomain.random(2_048));
    var mail = new Submission(message, NORTH, List.of(blob.name()));
    var done = container.get(Submissions.class).submit(anna, List.of(mail), South.ownCopy());
    if (done instanceof Submitted.Done) {
      halts.at(Point.BEFORE_WORD);
      say("submitted " + id);
    }
  }

  private List<Item> items(Kind kind) {
    return container.get(Mailboxes.class).changes(anna, 0, 500).items().stream()
        .filter(item -> item.kind() == kind && item.ciphertext().isPresent())
        .toList();
  }

  private static Json json(Item item) throws Exception {
    return Json.parse(item.ciphertext().orElseThrow());
  }

  /// Whether all of its blobs are there as the envelope said.
  private boolean isWhole(Item item) throws Exception {
    var blobs = container.get(Blobs.class);
    for (var one : json(item).objects("blobs")) {
      var blob = blobs.find(new BlobName(one.text("name"))).orElse(null);
      if (blob == null || !blob.complete()) {
        return false;
      }
      try (var octets = blobs.read(blob, 0, blob.size())) {
        if (!Sha256.of(octets.readAllBytes()).text().equals(one.text("sha256"))) {
          return false;
        }
      }
    }
    return true;
  }
}
