package org.darkmail.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.darkmail.container.OnEachDatabase;
import org.darkmail.container.OtherDomain;
import org.darkmail.routing.Envelope;
import org.darkmail.routing.Link;
import org.darkmail.routing.Reason;
import org.darkmail.routing.Receipt;
import org.darkmail.routing.RoutingMessage;
import org.darkmail.routing.Sha256;
import org.junit.jupiter.api.Test;

/// What a routing message from north must be to get in, and what north is told.
@OnEachDatabase
class AcceptingTest extends AtSouth {
  @Test
  void aGoodMessageIsAccepted() {
    var message = south.mailFor(anna);
    assertEquals(List.of(Receipt.accepted(message.id())), accept(message));
  }

  @Test
  void theSameMessageAgainIsAcceptedAgainAndKeptOnce() {
    var message = south.stuckMailFor(anna);
    accept(message);
    assertEquals(List.of(Receipt.accepted(message.id())), accept(message));
    assertEquals(1, rows());
  }

  @Test
  void theSameMessageTwiceInOneFrameIsKeptOnce() {
    var message = south.stuckMailFor(anna);
    assertEquals(List.of(Receipt.accepted(message.id())), accept(message, message));
    assertEquals(1, rows());
  }

  @Test
  void aKnownIdWithAnotherHeaderIsRefused() {
    var message = south.stuckMailFor(anna);
    accept(message);
    var other = new RoutingMessage(message.id(), message.envelope(), OtherDomain.random(2_048));
    assertEquals(List.of(refused(message, Reason.BAD_ENVELOPE)), accept(other));
    assertEquals(List.of(Receipt.accepted(message.id())), accept(message));
  }

  @Test
  void aDuplicateOfAClaimedMessageHearsThatItIsClaimed() throws Exception {
    var message = south.mailFor(anna);
    accept(message);
    south.awaitReceipt(Receipt.claimed(message.id()));
    assertEquals(List.of(Receipt.claimed(message.id())), accept(message));
    assertEquals(1, south.arrivalsOf(anna).size());
  }

  @Test
  void aMessageWhoseOriginCannotBeAskedGetsNoReceiptSoThatItComesAgain() {
    var message = south.mailFor(anna);
    south.north.close();
    assertEquals(List.of(), accept(message));
    assertEquals(0, rows());
  }

  @Test
  void anUnknownRecipientIsRefused() {
    var message = south.north.message(south.certificate(), "nobody", blob());
    assertEquals(List.of(refused(message, Reason.NO_SUCH_ADDRESS)), accept(message));
    assertEquals(0, rows());
  }

  @Test
  void aRecipientThatIsNotInNormalFormIsRefused() {
    var local = anna.address().local().toUpperCase(java.util.Locale.ROOT);
    var message = south.north.message(south.certificate(), local, blob());
    assertEquals(List.of(refused(message, Reason.NO_SUCH_ADDRESS)), accept(message));
  }

  @Test
  void anEnvelopeThatHasExpiredIsRefused() {
    var now = south.now();
    assertEquals(Reason.EXPIRED, reasonFor(now.minusSeconds(1)));
  }

  @Test
  void anEnvelopeForMoreThanAFortnightIsRefused() {
    assertEquals(Reason.BAD_ENVELOPE, reasonFor(south.now().plus(Duration.ofDays(16))));
  }

  @Test
  void moreThanTwoGibibytesAreTooLarge() {
    var name = "A".repeat(43);
    var link = new Link(URI.create(south.north.base() + name), Sha256.of(new byte[1]), 1L << 31);
    var message = south.north.message(south.certificate(), anna.address().local(), link, blob());
    assertEquals(List.of(refused(message, Reason.TOO_LARGE)), accept(message));
  }

  @Test
  void anOriginThatCannotBeLookedUpNowIsToldNothing() {
    var message = south.mailFor(anna);
    south.north.serve(
        "/.well-known/darkmail.json", exchange -> exchange.sendResponseHeaders(503, -1));
    assertEquals(List.of(), accept(message));
    assertEquals(0, rows());
    south.north.serveDocument();
    south.pass(Duration.ofMinutes(2));
    assertEquals(List.of(Receipt.accepted(message.id())), accept(message));
  }

  @Test
  void anOriginThatHasMovedItsBlobsIsLookedUpBeforeItIsRefused() {
    var before = south.mailFor(anna);
    accept(before);
    var place = URI.create("http://blobs.north.localhost/" + "A".repeat(43));
    var link = new Link(place, Sha256.of(new byte[1]), 1);
    var moved = south.north.message(south.certificate(), anna.address().local(), link);
    south.north.serve(
        "/.well-known/darkmail.json",
        south.north.document("http://blobs.north.localhost/", List.of()));
    south.pass(Duration.ofMinutes(2));
    assertEquals(List.of(Receipt.accepted(moved.id())), accept(moved));
  }

  @Test
  void oneBadMessageDoesNotHoldUpAGoodOne() {
    var good = south.mailFor(anna);
    var bad = south.north.message(south.certificate(), "nobody", blob());
    var receipts = accept(bad, good);
    assertTrue(receipts.contains(Receipt.accepted(good.id())));
    assertTrue(receipts.contains(refused(bad, Reason.NO_SUCH_ADDRESS)));
  }

  private Reason reasonFor(Instant expires) {
    var header = OtherDomain.random(2_048);
    var good = south.north.envelope(anna.address().local(), header, blob());
    var envelope =
        new Envelope(
            good.id(),
            good.origin(),
            good.domain(),
            good.recipient(),
            good.header(),
            good.blobs(),
            expires);
    var receipt = accept(south.north.message(south.certificate(), envelope, header)).getFirst();
    return java.util.Objects.requireNonNull(receipt.reason());
  }

  private Link blob() {
    return south.north.blob(OtherDomain.random(100));
  }

  private List<Receipt> accept(RoutingMessage... messages) {
    return south.get(Accepting.class).accept(south.north.domain(), List.of(messages));
  }

  private long rows() {
    return south
        .get(Transactions.class)
        .call(() ->
            south
                .get(jakarta.persistence.EntityManager.class)
                .createQuery("select count(i) from InboxRow i", Long.class)
                .getSingleResult());
  }

  private static Receipt refused(RoutingMessage message, Reason why) {
    return Receipt.refused(message.id(), why);
  }
}
