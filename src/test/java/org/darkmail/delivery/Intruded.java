package org.darkmail.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.darkmail.address.Domain;
import org.darkmail.container.Container;
import org.darkmail.container.OtherDomain;
import org.darkmail.federation.Discovery;
import org.darkmail.federation.Peers;
import org.darkmail.openpgp.Certificate;
import org.darkmail.routing.Element;
import org.darkmail.routing.Receipt;
import org.darkmail.routing.RoutingId;
import org.darkmail.routing.RoutingMessage;

/// What an attack needs of the instance `south.test`: somebody with a mailbox, two other domains
/// that it knows, and the way in.
public final class Intruded implements AutoCloseable {
  private final South south = new South();
  private final South.Person anna = south.person();

  public Intruded() throws Exception {}

  public OtherDomain north() {
    return south.north;
  }

  public OtherDomain west() {
    return south.west;
  }

  public Domain domain() {
    return Container.SOUTH;
  }

  public Certificate certificate() {
    return south.certificate();
  }

  public Instant now() {
    return south.now();
  }

  /// The local part of somebody's address.
  public String recipient() {
    return anna.address().local();
  }

  /// A good mail from that domain.
  public RoutingMessage mailFrom(OtherDomain origin) {
    return origin.message(certificate(), recipient(), origin.blob(OtherDomain.random(100)));
  }

  /// @param from as XMPP says
  public void receive(String from, byte[] frame) {
    south.get(Inbound.class).receive(Domain.parse(from), frame);
  }

  /// What north is answered for one message.
  public List<Element> exchange(RoutingMessage message) throws Exception {
    south.receive(message);
    return south.nextToNorth();
  }

  public void pass(Duration time) {
    south.pass(time);
  }

  /// Fetches what has been accepted.
  public void claim() {
    var _ = south.get(Claims.class).step();
  }

  /// Forgets ids that are old enough, as the server does once a minute.
  public int forget() {
    var before = now().minus(Workers.REMEMBERED);
    return south.get(Transactions.class).call(() -> south.get(Inbox.class).forget(before));
  }

  /// Sends what is due.
  public void post() {
    var _ = south.get(Postman.class).step();
  }

  /// What north gets next, opened with its present key.
  public List<Element> nextToNorth() throws Exception {
    return south.nextToNorth();
  }

  /// What south makes of that domain, asked anew.
  public Discovery look(Domain domain) {
    return south.get(Peers.class).suspect(domain);
  }

  /// Returns when north has been given all of these, in one frame or in several.
  public void awaitReceipts(Receipt... receipts) throws Exception {
    var missing = new HashSet<Element>(List.of(receipts));
    while (!missing.isEmpty()) {
      nextToNorth().forEach(missing::remove);
    }
  }

  public RoutingId sendToNorth() {
    var submission = south.submission();
    var _ = south.get(Submissions.class).submit(anna.id(), List.of(submission), South.ownCopy());
    return submission.message().id();
  }

  public List<String> statesOfSent() throws Exception {
    return south.statesOf(anna);
  }

  public void awaitDrop(Counters.Drop drop) {
    awaitDrops(drop, 1);
  }

  public void awaitDrops(Counters.Drop drop, long count) {
    Until.holds(() -> south.dropped(drop) == count);
  }

  public List<String> mailbox() {
    return south.arrivalsOf(anna);
  }

  public int sent() {
    return south.carrier.waiting();
  }

  @Override
  public void close() {
    south.close();
  }
}
