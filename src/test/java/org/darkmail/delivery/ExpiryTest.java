package org.darkmail.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.darkmail.blob.BlobName;
import org.darkmail.blob.Blobs;
import org.darkmail.container.OnEachDatabase;
import org.darkmail.container.OtherDomain;
import org.darkmail.mailbox.Batch;
import org.darkmail.mailbox.Expiry;
import org.darkmail.mailbox.ItemId;
import org.darkmail.mailbox.Kind;
import org.darkmail.mailbox.Mailboxes;
import org.darkmail.mailbox.Operation;
import org.darkmail.routing.Json;
import org.darkmail.routing.Link;
import org.darkmail.routing.Reason;
import org.darkmail.routing.Receipt;
import org.darkmail.routing.RoutingMessage;
import org.junit.jupiter.api.Test;

/// Mail that its author wants nobody to keep for longer.
@OnEachDatabase
class ExpiryTest extends AtSouth {
  private static final Duration DAY = Duration.ofDays(1);

  @Test
  void ofAnArrivalThatExpiresNeitherItemNorBlobsStay() throws Exception {
    var mail = mail(south.north.blob(OtherDomain.random(5_000)), DAY);
    south.receive(mail);
    south.awaitReceipt(Receipt.claimed(mail.id()));
    var used = used();
    sweep();
    assertEquals(1, south.arrivalsOf(anna).size());
    south.pass(DAY);
    sweep();
    assertEquals(List.of(), south.arrivalsOf(anna));
    assertTrue(used() <= used - 5_000, "the room is free at once");
  }

  @Test
  void whatHasExpiredOnItsWayIsRefused() throws Exception {
    var mail = mail(south.north.blob(OtherDomain.random(100)), DAY);
    south.pass(DAY);
    south.receive(mail);
    south.awaitReceipt(Receipt.refused(mail.id(), Reason.EXPIRED));
  }

  @Test
  void whatExpiresBeforeItsBlobsCanBeFetchedIsRefusedAndNothingOfItKept() throws Exception {
    var link = south.north.blob(OtherDomain.random(100));
    south.north.serve(link.place().getPath(), exchange -> exchange.sendResponseHeaders(503, -1));
    var mail = mail(link, DAY);
    south.receive(mail);
    south.awaitReceipt(Receipt.accepted(mail.id()));
    Until.holds(() -> south.north.asked().contains(link.place().getPath()));
    south.pass(DAY);
    Until.holds(() -> {
      var _ = south.get(Claims.class).step();
      return south
          .get(Transactions.class)
          .call(() ->
              south
                  .get(Inbox.class)
                  .find(south.north.domain(), List.of(mail.id()))
                  .values()
                  .stream()
                  .allMatch(row -> row.state() == InboxRow.State.REFUSED));
    });
    south.awaitReceipt(Receipt.refused(mail.id(), Reason.EXPIRED));
    assertEquals(List.of(), south.arrivalsOf(anna));
  }

  @Test
  void whatAVaultHasMadeOfItGoesTooAndItsDevicesHear() throws Exception {
    var blob = south.upload(anna, OtherDomain.random(4_096));
    var id = put(blob, DAY);
    var change = south.get(Mailboxes.class).change(anna.id());
    south.pass(DAY.minusSeconds(1));
    sweep();
    assertEquals(change, south.get(Mailboxes.class).change(anna.id()));
    south.pass(Duration.ofSeconds(1));
    sweep();
    var items = south.get(Mailboxes.class).changes(anna.id(), change, 500).items();
    assertEquals(List.of(id), items.stream().map(item -> item.id()).toList());
    assertEquals(Optional.empty(), items.getFirst().ciphertext());
    assertTrue(south.get(Blobs.class).find(blob).isEmpty());
  }

  @Test
  void theBlobsOfWhatAVaultDeletesItselfHaveNoTimeOfGraceEither() throws Exception {
    var blob = south.upload(anna, OtherDomain.random(4_096));
    var id = put(blob, DAY);
    south.get(Mailboxes.class).write(anna.id(), new Batch(List.of(new Operation.Delete(id, 1))));
    south.get(Blobs.class).collect();
    assertTrue(south.get(Blobs.class).find(blob).isEmpty());
  }

  @Test
  void aBlobThatSomethingElseHoldsStays() throws Exception {
    var blob = south.upload(anna, OtherDomain.random(4_096));
    put(blob, DAY);
    put(blob, DAY.multipliedBy(2));
    south.pass(DAY);
    sweep();
    assertTrue(south.get(Blobs.class).find(blob).isPresent());
  }

  @Test
  void whatIsUndeliveredWhenItExpiresIsSentNoMoreAndItsAuthorHears() throws Exception {
    south.carrier.connected(false);
    var blob = south.upload(anna, OtherDomain.random(4_096));
    var copy = new Batch(List.of(operation(blob, DAY)));
    var submitted =
        south.get(Submissions.class).submit(anna.id(), List.of(south.submission(blob)), copy);
    assertInstanceOf(Submitted.Done.class, submitted);
    south.pass(DAY);
    while (south.get(Settling.class).sweep()) {
      // Until nothing is late any more.
    }
    sweep();
    assertEquals(List.of("refused"), south.statesOf(anna));
    assertTrue(south.get(Blobs.class).find(blob).isEmpty());
    south.carrier.connected(true);
    var _ = south.get(Postman.class).step();
    assertEquals(0, south.carrier.waiting());
  }

  private RoutingMessage mail(Link blob, Duration life) {
    var header = OtherDomain.random(2_048);
    return south.north.message(
        south.certificate(),
        south.north.envelope(
            anna.address().local(), header, Optional.of(south.now().plus(life)), blob),
        header);
  }

  private ItemId put(BlobName blob, Duration life) {
    var put = operation(blob, life);
    south.get(Mailboxes.class).write(anna.id(), new Batch(List.of(put)));
    return put.id();
  }

  private Operation.Put operation(BlobName blob, Duration life) {
    return new Operation.Put(
        new ItemId(Json.encode(OtherDomain.random(16))),
        Kind.MAIL,
        0,
        OtherDomain.random(300),
        List.of(blob),
        Optional.of(south.now().plus(life)));
  }

  private long used() {
    return south.get(Blobs.class).room(Mailboxes.owner(anna.id())).orElseThrow().used();
  }

  private void sweep() {
    south.get(Expiry.class).sweep();
  }
}
