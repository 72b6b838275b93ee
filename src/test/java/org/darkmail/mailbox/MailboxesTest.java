package org.darkmail.mailbox;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.darkmail.account.AccountId;
import org.darkmail.address.Domain;
import org.darkmail.blob.Blob;
import org.darkmail.blob.BlobName;
import org.darkmail.blob.Blobs;
import org.darkmail.blob.Piece;
import org.darkmail.container.Container;
import org.darkmail.container.OnEachDatabase;
import org.darkmail.container.People;
import org.darkmail.routing.Arrival;
import org.darkmail.routing.Link;
import org.darkmail.routing.RoutingId;
import org.darkmail.routing.Sha256;
import org.darkmail.routing.Status;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class MailboxesTest {

  @ApplicationScoped
  static class Noticed {

    final List<MailboxChanged> changes = new ArrayList<>();

    void notice(@Observes MailboxChanged changed) {
      changes.add(changed);
    }

    List<MailboxChanged> of(AccountId account) {
      return changes.stream().filter(change -> change.account().equals(account)).toList();
    }
  }

  private static Container container;
  private static Mailboxes mailboxes;
  private static Blobs blobs;

  private AccountId anna;

  @OnEachDatabase.Before
  static void start() {
    container = new Container(Noticed.class);
    mailboxes = container.get(Mailboxes.class);
    blobs = container.get(Blobs.class);
  }

  @OnEachDatabase.After
  static void stop() {
    container.close();
  }

  @BeforeEach
  void somebody() {
    anna = People.somebody(container);
  }

  @Test
  void aNewMailboxIsEmpty() {
    assertEquals(new Changes(List.of(), 0, false), mailboxes.changes(anna, 0, 100));
  }

  @Test
  void eachWriteTakesTheNextChangeNumberAndOneMoreRevision() {
    var a = id();
    var b = id();
    var first = written(put(a, Kind.MAIL, 0, "a"), put(b, Kind.FLAGS, 0, "b"));
    assertEquals(
        new Result.Written(2, List.of(new Result.Stamp(a, 1, 1), new Result.Stamp(b, 1, 2))),
        first);
    assertEquals(
        new Result.Written(3, List.of(new Result.Stamp(a, 2, 3))),
        written(put(a, Kind.MAIL, 1, "A")));
    assertEquals(List.of("b", "A"), contents(mailboxes.changes(anna, 0, 100)));
    assertEquals(List.of("A"), contents(mailboxes.changes(anna, 2, 100)));
    assertEquals(List.of(), contents(mailboxes.changes(anna, 3, 100)));
  }

  @Test
  void aDeletedItemStaysAsATombstone() {
    var a = id();
    written(put(a, Kind.DRAFT, 0, "a"));
    written(new Operation.Delete(a, 1));
    var item = mailboxes.changes(anna, 0, 100).items().getFirst();
    assertEquals(a, item.id());
    assertEquals(Kind.DRAFT, item.kind());
    assertEquals(2, item.revision());
    assertEquals(2, item.change());
    assertTrue(item.ciphertext().isEmpty());
  }

  @Test
  void aTombstoneIsWrittenOverOnlyByNamingItsRevision() {
    var a = id();
    written(put(a, Kind.DRAFT, 0, "a"));
    written(new Operation.Delete(a, 1));
    assertInstanceOf(Result.Conflict.class, write(put(a, Kind.DRAFT, 0, "again")));
    assertInstanceOf(Result.Conflict.class, write(new Operation.Delete(a, 2)));
    written(put(a, Kind.DRAFT, 2, "again"));
    assertEquals(List.of("again"), contents(mailboxes.changes(anna, 0, 100)));
  }

  @Test
  void aBatchWithOneUnexpectedItemWritesNothingAndGivesThatItem() {
    var a = id();
    var b = id();
    written(put(a, Kind.MAIL, 0, "a"));
    var conflict =
        assertInstanceOf(
            Result.Conflict.class, write(put(b, Kind.MAIL, 0, "b"), put(a, Kind.MAIL, 0, "x")));
    assertEquals(List.of(a), conflict.items().stream().map(Item::id).toList());
    assertArrayEquals(octets("a"), conflict.items().getFirst().ciphertext().orElseThrow());
    assertEquals(List.of("a"), contents(mailboxes.changes(anna, 0, 100)));
    assertEquals(1, mailboxes.change(anna));
  }

  @Test
  void whatHasNeverBeenThereIsNotAmongTheItemsOfAConflict() {
    var conflict = assertInstanceOf(Result.Conflict.class, write(put(id(), Kind.MAIL, 3, "a")));
    assertEquals(List.of(), conflict.items());
    assertInstanceOf(Result.Conflict.class, write(new Operation.Delete(id(), 1)));
  }

  @Test
  void anItemKeepsItsKind() {
    var a = id();
    written(put(a, Kind.DRAFT, 0, "a"));
    assertInstanceOf(Result.Conflict.class, write(put(a, Kind.MAIL, 1, "a")));
  }

  @Test
  void changesComeInPages() {
    var all = IntStream.range(0, 120).mapToObj(i -> put(id(), Kind.MAIL, 0, "m" + i)).toList();
    mailboxes.write(anna, new Batch(List.copyOf(all)));
    var first = mailboxes.changes(anna, 0, 50);
    assertEquals(50, first.items().size());
    assertEquals(50, first.change());
    assertTrue(first.more());
    var last = mailboxes.changes(anna, 100, 50);
    assertEquals(20, last.items().size());
    assertEquals(new Changes(last.items(), 120, false), last);
  }

  @Test
  void aPageHoldsNoMoreOctetsThanOneAnswerShouldCarry() {
    var large = "x".repeat(Operation.Put.LARGEST);
    for (var i = 0; i < 20; i++) {
      written(put(id(), Kind.MAIL, 0, large));
    }
    var first = mailboxes.changes(anna, 0, 500);
    assertEquals(16, first.items().size());
    assertTrue(first.more());
    assertEquals(4, mailboxes.changes(anna, first.change(), 500).items().size());
  }

  @Test
  void aBatchOfFiveHundredIsWritten() {
    var ids = IntStream.range(0, 500).mapToObj(_ -> id()).toList();
    mailboxes.write(
        anna, new Batch(ids.stream().map(i -> (Operation) put(i, Kind.FLAGS, 0, "1")).toList()));
    mailboxes.write(
        anna, new Batch(ids.stream().map(i -> (Operation) put(i, Kind.FLAGS, 1, "2")).toList()));
    assertEquals(1_000, mailboxes.change(anna));
    assertEquals(500, mailboxes.changes(anna, 500, 500).items().size());
  }

  @Test
  void limitsOfItemsAndBatchesAreKept() {
    assertThrows(
        IllegalArgumentException.class,
        () -> put(id(), Kind.MAIL, 0, "x".repeat(Operation.Put.LARGEST + 1)));
    assertThrows(IllegalArgumentException.class, () -> new Batch(List.of()));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new Batch(
                IntStream.range(0, 501)
                    .mapToObj(_ -> (Operation) put(id(), Kind.MAIL, 0, "m"))
                    .toList()));
    var twice = id();
    assertThrows(
        IllegalArgumentException.class,
        () -> new Batch(List.of(put(twice, Kind.MAIL, 0, "a"), put(twice, Kind.MAIL, 1, "b"))));
  }

  @Test
  void aVaultDoesNotMakeWhatTheServerMakes() {
    for (var kind : List.of(Kind.ARRIVAL, Kind.STATUS)) {
      assertThrows(
          IllegalArgumentException.class, () -> new Batch(List.of(put(id(), kind, 0, "x"))));
    }
  }

  @Test
  void mailboxesAreApart() {
    var bert = People.somebody(container);
    var a = id();
    written(put(a, Kind.MAIL, 0, "a"));
    assertEquals(0, mailboxes.change(bert));
    mailboxes.write(bert, new Batch(List.of(put(a, Kind.MAIL, 0, "b"))));
    assertEquals(List.of("a"), contents(mailboxes.changes(anna, 0, 100)));
  }

  @Test
  void blobsOfAnItemLiveAsLongAsIt() throws IOException {
    var a = id();
    var kept = upload(anna);
    var dropped = upload(anna);
    written(new Operation.Put(a, Kind.MAIL, 0, octets("a"), List.of(kept, dropped)));
    written(new Operation.Put(a, Kind.MAIL, 1, octets("a"), List.of(kept)));
    collect();
    assertTrue(blobs.find(kept).isPresent());
    assertTrue(blobs.find(dropped).isEmpty());
    assertEquals(List.of(kept), mailboxes.changes(anna, 0, 1).items().getFirst().blobs());
    written(new Operation.Delete(a, 2));
    collect();
    assertTrue(blobs.find(kept).isEmpty());
  }

  @Test
  void anItemCannotHoldABlobThatIsNotTheAccounts() throws IOException {
    var foreign = upload(People.somebody(container));
    var refused =
        assertInstanceOf(
            Result.NoSuchBlobs.class,
            write(new Operation.Put(id(), Kind.MAIL, 0, octets("a"), List.of(foreign))));
    assertEquals(List.of(foreign), refused.blobs());
    assertEquals(0, mailboxes.change(anna));
  }

  @Test
  void anArrivalBecomesAMailInOneBatchAndItsBlobsMoveAlong() throws IOException {
    var blob = upload(anna);
    mailboxes.arrive(anna, arrival(7), List.of(blob), Optional.empty());
    var arrived = mailboxes.changes(anna, 0, 10).items().getFirst();
    assertEquals(Kind.ARRIVAL, arrived.kind());
    assertEquals(List.of(blob), arrived.blobs());
    written(
        new Operation.Put(id(), Kind.MAIL, 0, octets("mail"), List.of(blob)),
        new Operation.Delete(arrived.id(), arrived.revision()));
    collect();
    assertTrue(blobs.find(blob).isPresent());
  }

  @Test
  void theSameArrivalAgainChangesNothingEvenAfterItWasDeleted() {
    assertEquals(1, mailboxes.arrive(anna, arrival(7), List.of(), Optional.empty()));
    assertEquals(1, mailboxes.arrive(anna, arrival(7), List.of(), Optional.empty()));
    var arrived = mailboxes.changes(anna, 0, 10).items().getFirst();
    written(new Operation.Delete(arrived.id(), 1));
    assertEquals(2, mailboxes.arrive(anna, arrival(7), List.of(), Optional.empty()));
    assertEquals(3, mailboxes.arrive(anna, arrival(8), List.of(), Optional.empty()));
  }

  @Test
  void aStatusIsOneItemThatIsRewritten() {
    mailboxes.report(anna, List.of(status(Status.State.ACCEPTED)));
    mailboxes.report(anna, List.of(status(Status.State.CLAIMED)));
    var items = mailboxes.changes(anna, 0, 10).items();
    assertEquals(1, items.size());
    assertEquals(2, items.getFirst().revision());
    assertTrue(
        new String(items.getFirst().ciphertext().orElseThrow(), StandardCharsets.UTF_8)
            .contains("\"claimed\""));
  }

  @Test
  void itemsAndBlobsShareTheAccountsRoom() throws IOException {
    var a = id();
    blobs.charge(Mailboxes.owner(anna), Container.LIMITS.quota() - 100_000);
    upload(anna);
    written(put(a, Kind.DRAFT, 0, "x".repeat(60_000)));
    written(put(id(), Kind.DRAFT, 0, "x".repeat(39_997)));
    assertInstanceOf(Result.OverQuota.class, write(put(id(), Kind.FLAGS, 0, "x")));
    assertInstanceOf(Result.OverQuota.class, write(put(a, Kind.DRAFT, 1, "x".repeat(60_001))));
    written(put(a, Kind.DRAFT, 1, "x".repeat(59_999)));
    written(put(id(), Kind.FLAGS, 0, "x"));
    mailboxes.report(anna, List.of(status(Status.State.ACCEPTED)));
    written(new Operation.Delete(a, 2));
    written(put(a, Kind.DRAFT, 3, "x".repeat(50_000)));
  }

  @Test
  void aWriteIsNoticedOnceAndAConflictIsNot() {
    var a = id();
    written(put(a, Kind.MAIL, 0, "a"), put(id(), Kind.MAIL, 0, "b"));
    write(put(a, Kind.MAIL, 0, "a"));
    assertEquals(List.of(new MailboxChanged(anna, 2)), container.get(Noticed.class).of(anna));
  }

  @Test
  void devicesThatWriteAtTheSameTimeGetNumbersInARow() throws Exception {
    try (var devices = Executors.newFixedThreadPool(4)) {
      var all =
          IntStream.range(0, 40)
              .mapToObj(i -> devices.submit(() -> written(put(id(), Kind.MAIL, 0, "m" + i))))
              .toList();
      for (var each : all) {
        each.get();
      }
    }
    var changes = mailboxes.changes(anna, 0, 100);
    assertEquals(
        IntStream.rangeClosed(1, 40).mapToObj(Long::valueOf).toList(),
        changes.items().stream().map(Item::change).toList());
  }

  private Result write(Operation... operations) {
    return mailboxes.write(anna, new Batch(Arrays.asList(operations)));
  }

  private Result.Written written(Operation... operations) {
    return assertInstanceOf(Result.Written.class, write(operations));
  }

  private static Operation put(ItemId id, Kind kind, long revision, String content) {
    return new Operation.Put(id, kind, revision, octets(content), List.of());
  }

  private static ItemId id() {
    var octets = new byte[16];
    new SecureRandom().nextBytes(octets);
    return new ItemId(Base64.getUrlEncoder().withoutPadding().encodeToString(octets));
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> contents(Changes changes) {
    return changes.items().stream()
        .map(item -> new String(item.ciphertext().orElseThrow(), StandardCharsets.UTF_8))
        .toList();
  }

  private static BlobName upload(AccountId account) throws IOException {
    var owner = Mailboxes.owner(account);
    var name = assertInstanceOf(Blob.class, blobs.begin(owner, 3)).name();
    assertEquals(
        new Piece.Stored(3),
        blobs.append(owner, name, 0, new ByteArrayInputStream(new byte[] {1, 2, 3})));
    return name;
  }

  private static void collect() {
    container.time().pass(Duration.ofHours(25));
    blobs.collect();
  }

  private static Arrival arrival(long number) {
    return new Arrival(
        new RoutingId(0, number),
        Domain.parse("north.test"),
        Instant.parse("2026-11-22T10:00:00Z"),
        new byte[] {1},
        List.of(
            new Arrival.Stored(
                "local",
                new Link(URI.create("https://north.test/blob/x"), Sha256.of(new byte[0]), 5))));
  }

  private static Status status(Status.State state) {
    return new Status(new RoutingId(0, 9), state, null, Instant.parse("2026-11-22T10:00:00Z"));
  }
}
