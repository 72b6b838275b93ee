package org.darkmail.delivery;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.darkmail.account.AccountId;
import org.darkmail.address.Address;
import org.darkmail.blob.Blob;
import org.darkmail.blob.BlobName;
import org.darkmail.blob.Blobs;
import org.darkmail.container.Container;
import org.darkmail.container.OtherDomain;
import org.darkmail.container.People;
import org.darkmail.container.Time;
import org.darkmail.mailbox.Batch;
import org.darkmail.mailbox.ItemId;
import org.darkmail.mailbox.Kind;
import org.darkmail.mailbox.Mailboxes;
import org.darkmail.mailbox.Operation;
import org.darkmail.openpgp.Certificate;
import org.darkmail.openpgp.DomainKey;
import org.darkmail.routing.Element;
import org.darkmail.routing.Json;
import org.darkmail.routing.Malformed;
import org.darkmail.routing.Receipt;
import org.darkmail.routing.RoutingId;
import org.darkmail.routing.RoutingMessage;

/// The instance `south.test` under test, and its neighbours `north.test` and `west.test`.
final class South implements AutoCloseable {
  final Container container;
  final OtherDomain north;
  final OtherDomain west;
  final FakeCarrier carrier;
  private final Time theirClock = new Time();

  South(Class<?>... more) throws IOException {
    north = new OtherDomain("north.test", theirClock);
    west = new OtherDomain("west.test", theirClock);
    var beans = new ArrayList<Class<?>>(List.of(more));
    beans.add(FakeCarrier.class);
    container =
        Container.withDelivery(
            Map.of(north.domain(), north.url(), west.domain(), west.url()),
            beans.toArray(Class<?>[]::new));
    carrier = get(FakeCarrier.class);
  }

  <T> T get(Class<T> type) {
    return container.get(type);
  }

  Certificate certificate() {
    return get(DomainKey.class).certificate();
  }

  void pass(Duration time) {
    theirClock.pass(time);
    container.time().pass(time);
  }

  Instant now() {
    return container.time().instant();
  }

  long dropped(Counters.Drop drop) {
    return get(Counters.class).drops().getOrDefault(drop, 0L);
  }

  /// A person here.
  record Person(AccountId id, Address address) {}

  Person person() {
    var address = People.newAddress();
    return new Person(People.signedUp(container, address).account().id(), address);
  }

  /// A mail from north for this person, with a blob that north serves.
  RoutingMessage mailFor(Person person) {
    return north.message(
        certificate(), person.address().local(), north.blob(OtherDomain.random(4_096)));
  }

  /// Lets a frame of north come in.
  void receive(Element... elements) {
    get(Inbound.class).receive(north.domain(), north.frame(certificate(), elements));
  }

  /// What the next frame to north says.
  List<Element> nextToNorth() throws Exception {
    return north.open(carrier.next().frame(), certificate());
  }

  /// Reads frames to north until one of them says this.
  void awaitReceipt(Receipt receipt) throws Exception {
    while (!nextToNorth().contains(receipt)) {
      // Receipts of one mail may come in one frame or in two.
    }
  }

  /// A mail from north for this person whose blob cannot be had, so that it stays accepted.
  RoutingMessage stuckMailFor(Person person) {
    var link = north.blob(OtherDomain.random(100));
    north.serve(link.place().getPath(), exchange -> exchange.sendResponseHeaders(503, -1));
    return north.message(certificate(), person.address().local(), link);
  }

  /// A complete blob of this person's.
  BlobName upload(Person person, byte[] octets) throws IOException {
    var blobs = get(Blobs.class);
    var owner = Mailboxes.owner(person.id());
    var blob = (Blob) blobs.begin(owner, octets.length);
    blobs.append(owner, blob.name(), 0, new ByteArrayInputStream(octets));
    return blob.name();
  }

  /// A submission to somebody at north.
  Submission submission(BlobName... blobs) {
    var message =
        new RoutingMessage(
            RoutingId.of(OtherDomain.random(16)),
            OtherDomain.random(2_048),
            OtherDomain.random(2_048));
    return new Submission(message, north.domain(), List.of(blobs));
  }

  static Batch ownCopy() {
    return new Batch(
        List.of(
            new Operation.Put(
                new ItemId(Json.encode(OtherDomain.random(16))),
                Kind.MAIL,
                0,
                OtherDomain.random(300),
                List.of())));
  }

  /// States that the author of a message has been told, as far as they are still to be seen.
  List<String> statesOf(Person author) throws Malformed {
    var states = new ArrayList<String>();
    for (var item : get(Mailboxes.class).changes(author.id(), 0, 500).items()) {
      if (item.kind() == Kind.STATUS && item.ciphertext().isPresent()) {
        states.add(Json.parse(item.ciphertext().get()).text("state"));
      }
    }
    return states;
  }

  /// Arrivals in this person's mailbox, as JSON.
  List<String> arrivalsOf(Person person) {
    return get(Mailboxes.class).changes(person.id(), 0, 500).items().stream()
        .filter(item -> item.kind() == Kind.ARRIVAL)
        .flatMap(item -> item.ciphertext().stream())
        .map(octets -> new String(octets, StandardCharsets.UTF_8))
        .toList();
  }

  @Override
  public void close() {
    container.close();
    north.close();
    west.close();
  }
}
