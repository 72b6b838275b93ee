package org.darkmail.blob;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.darkmail.container.Container;
import org.darkmail.container.OnEachDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class BlobsTest {

  /// What each owner has left at the start of a test.
  private static final long ROOM = 100_000;

  private static Container container;
  private static Blobs blobs;

  private Owner anna;
  private Owner bert;

  @OnEachDatabase.Before
  static void start() {
    container = new Container();
    blobs = container.get(Blobs.class);
  }

  @OnEachDatabase.After
  static void stop() {
    container.close();
  }

  @BeforeEach
  void owners() {
    anna = new Owner("a" + UUID.randomUUID());
    bert = new Owner("b" + UUID.randomUUID());
    for (var owner : List.of(anna, bert)) {
      blobs.open(owner);
      blobs.charge(owner, Container.LIMITS.quota() - ROOM);
    }
  }

  @Test
  void anUploadOfPiecesIsCompleteWithTheLast() throws IOException {
    var octets = octets(30_000);
    var name = begin(anna, 30_000);
    assertEquals(new Piece.Stored(20_000), blobs.append(anna, name, 0, in(octets, 0, 20_000)));
    assertFalse(blobs.find(name).orElseThrow().complete());
    assertEquals(new Piece.Stored(20_000), blobs.offset(anna, name));
    assertEquals(
        new Piece.Stored(30_000), blobs.append(anna, name, 20_000, in(octets, 20_000, 30_000)));
    var blob = blobs.find(name).orElseThrow();
    assertTrue(blob.complete());
    assertEquals(new Piece.Stored(30_000), blobs.offset(anna, name));
    assertArrayEquals(octets, blobs.read(blob, 0, 30_000).readAllBytes());
  }

  @Test
  void aPieceThatDoesNotBeginWhereTheUploadEndsIsRefused() throws IOException {
    var name = begin(anna, 100);
    blobs.append(anna, name, 0, in(octets(50), 0, 50));
    assertEquals(new Piece.WrongOffset(50), blobs.append(anna, name, 0, in(octets(50), 0, 50)));
    assertEquals(new Piece.WrongOffset(50), blobs.append(anna, name, 60, in(octets(50), 0, 40)));
    assertEquals(new Piece.Stored(50), blobs.offset(anna, name));
  }

  @Test
  void aSecondPieceWhileOneIsUnderWayIsRefused() throws IOException {
    var name = begin(anna, 100);
    var second = new Piece[1];
    var meddling =
        new InputStream() {
          @Override
          public int read() {
            return -1;
          }

          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            if (second[0] == null) {
              second[0] = blobs.append(anna, name, 0, in(octets(10), 0, 10));
            }
            return -1;
          }
        };
    blobs.append(anna, name, 0, meddling);
    assertEquals(new Piece.WrongOffset(0), second[0]);
  }

  @Test
  void moreOctetsThanAnnouncedOrThanAPieceMayHaveAreRefused() throws IOException {
    var small = begin(anna, 10);
    assertInstanceOf(Piece.TooLarge.class, blobs.append(anna, small, 0, in(octets(11), 0, 11)));
    var large = begin(anna, 30_000);
    assertInstanceOf(
        Piece.TooLarge.class, blobs.append(anna, large, 0, in(octets(20_001), 0, 20_001)));
    assertEquals(new Piece.Stored(20_000), blobs.offset(anna, large));
  }

  @Test
  void anUploadOfSomebodyElseIsUnknown() throws IOException {
    var name = begin(anna, 10);
    assertInstanceOf(Piece.Unknown.class, blobs.append(bert, name, 0, in(octets(10), 0, 10)));
    assertInstanceOf(Piece.Unknown.class, blobs.offset(bert, name));
  }

  @Test
  void whatWouldExceedTheQuotaIsRefusedBeforeItIsUploaded() {
    begin(anna, 60_000);
    begin(anna, 40_000);
    assertInstanceOf(Reservation.OverQuota.class, blobs.begin(anna, 1));
    begin(bert, 60_000);
  }

  @Test
  void fromFourFifthsOnThereIsReasonToWarn() {
    var cara = new Owner("c" + UUID.randomUUID());
    blobs.open(cara);
    blobs.charge(cara, Container.LIMITS.quota() / 5 * 4 - 1);
    assertFalse(blobs.room(cara).orElseThrow().tight());
    blobs.charge(cara, 1);
    assertEquals(
        new Room(Container.LIMITS.quota() / 5 * 4, Container.LIMITS.quota()),
        blobs.room(cara).orElseThrow());
    assertTrue(blobs.room(cara).orElseThrow().tight());
  }

  @Test
  void whatAllTogetherHaveNoRoomForIsRefusedToo() throws Exception {
    blobs.charge(bert, Container.LIMITS.instance());
    container.time().pass(Duration.ofSeconds(10));
    try {
      assertInstanceOf(Reservation.InstanceFull.class, blobs.begin(anna, 1));
      assertInstanceOf(
          Reservation.InstanceFull.class, blobs.copy(anna, in(octets(1), 0, 1), 1, new byte[32]));
    } finally {
      blobs.charge(bert, -Container.LIMITS.instance());
      container.time().pass(Duration.ofSeconds(10));
    }
    begin(anna, 1);
  }

  @Test
  void aBlobLargerThanAnyMayBeIsRefused() {
    assertInstanceOf(Reservation.TooLarge.class, blobs.begin(anna, 60_001));
  }

  @Test
  void aLastPieceWhoseEndWasLostIsFoundComplete() throws IOException {
    var name = begin(anna, 10);
    container.get(BlobStore.class).append(name, in(octets(10), 0, 10), 10);
    assertEquals(new Piece.Stored(10), blobs.offset(anna, name));
    assertTrue(blobs.find(name).orElseThrow().complete());
  }

  @Test
  void aCopyIsItsOwnersAlone() throws IOException {
    var octets = octets(500);
    var copy = copy(anna, octets);
    assertFalse(copy.shared());
    assertEquals(anna, copy.owner());
    assertArrayEquals(octets, blobs.read(copy, 0, 500).readAllBytes());
  }

  @Test
  void aCopyOfOtherOctetsLeavesNothingBehind() throws Exception {
    var octets = octets(60_000);
    var other = octets(60_000);
    for (var i = 0; i < 5; i++) {
      assertInstanceOf(
          Copy.Mismatch.class, blobs.copy(anna, in(other, 0, 60_000), 60_000, sha256(octets)));
    }
    assertInstanceOf(
        Copy.Mismatch.class, blobs.copy(anna, in(octets, 0, 59_999), 60_000, sha256(octets)));
    assertInstanceOf(
        Copy.Mismatch.class, blobs.copy(anna, in(octets, 0, 60_000), 59_999, sha256(octets)));
    assertInstanceOf(Blob.class, blobs.copy(anna, in(octets, 0, 60_000), 60_000, sha256(octets)));
  }

  @Test
  void aCopyWhoseSourceBreaksOffLeavesNothingBehind() {
    var broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("gone");
          }
        };
    for (var i = 0; i < 5; i++) {
      assertThrows(IOException.class, () -> blobs.copy(anna, broken, 60_000, new byte[32]));
    }
    begin(anna, 60_000);
  }

  @Test
  void whatIsHeldStaysAndWhatIsReleasedByAllIsGarbageAfterTheGrace() throws IOException {
    var name = complete(anna, 100);
    var item = new Use(name, "item");
    var outbox = new Use(name, "outbox");
    assertEquals(List.of(), blobs.hold(anna, List.of(item, outbox)));
    blobs.release(anna, List.of(item));
    container.time().pass(Duration.ofDays(30));
    blobs.collect();
    assertTrue(blobs.find(name).isPresent());

    blobs.release(anna, List.of(outbox));
    container.time().pass(Duration.ofHours(23));
    blobs.collect();
    assertTrue(blobs.find(name).isPresent());
    container.time().pass(Duration.ofHours(2));
    assertTrue(blobs.collect() >= 1);
    assertTrue(blobs.find(name).isEmpty());
    assertEquals(0, container.get(BlobStore.class).length(name));
  }

  @Test
  void garbageGivesItsRoomBack() throws IOException {
    complete(anna, 20_000);
    begin(anna, 60_000);
    assertInstanceOf(Reservation.OverQuota.class, blobs.begin(anna, 20_001));
    container.time().pass(Duration.ofHours(25));
    blobs.collect();
    begin(anna, 60_000);
  }

  @Test
  void anUploadThatGoesOnIsNotAbandoned() throws IOException {
    var name = begin(anna, 100);
    for (var i = 0; i < 4; i++) {
      container.time().pass(Duration.ofHours(20));
      blobs.collect();
      assertEquals(
          new Piece.Stored(10 * (i + 1)), blobs.append(anna, name, 10L * i, in(octets(10), 0, 10)));
    }
    container.time().pass(Duration.ofHours(25));
    blobs.collect();
    assertInstanceOf(Piece.Unknown.class, blobs.offset(anna, name));
  }

  @Test
  void holdingTwiceIsHoldingOnce() throws IOException {
    var use = new Use(complete(anna, 10), "item");
    blobs.hold(anna, List.of(use, use));
    blobs.hold(anna, List.of(use));
    blobs.release(anna, List.of(use));
    container.time().pass(Duration.ofHours(25));
    blobs.collect();
    assertTrue(blobs.find(use.blob()).isEmpty());
  }

  /// The order in which an upload is held by one transaction while another lets go of it.
  @Test
  void holdingAndReleasingAtTheSameTimeNeitherStopsNorLosesABlob() throws Exception {
    var one = complete(anna, 10);
    var other = complete(anna, 10);
    try (var devices = Executors.newFixedThreadPool(4)) {
      var all =
          IntStream.range(0, 60)
              .mapToObj(
                  i -> devices.submit(() -> turn(anna, i % 2 == 0 ? one : other, one, "t" + i)))
              .toList();
      for (var each : all) {
        each.get();
      }
    }
    blobs.hold(anna, List.of(new Use(one, "last")));
    container.time().pass(Duration.ofHours(25));
    blobs.collect();
    assertTrue(blobs.find(one).isPresent());
    assertTrue(blobs.find(other).isEmpty());
  }

  private static Void turn(Owner owner, BlobName first, BlobName second, String holder)
      throws Exception {
    var uses = List.of(new Use(first, holder), new Use(second, holder));
    container.in(() -> {
      assertEquals(List.of(), blobs.hold(owner, uses));
      return null;
    });
    container.in(() -> {
      blobs.release(owner, uses);
      return null;
    });
    return null;
  }

  @Test
  void nothingIsHeldIfOneOfThemCannotBe() throws IOException {
    var whole = complete(anna, 10);
    var growing = begin(anna, 10);
    var foreign = complete(bert, 10);
    assertEquals(
        List.of(growing),
        blobs.hold(anna, List.of(new Use(whole, "item"), new Use(growing, "item"))));
    assertEquals(List.of(foreign), blobs.hold(anna, List.of(new Use(foreign, "item"))));
    container.time().pass(Duration.ofHours(25));
    blobs.collect();
    assertTrue(blobs.find(whole).isEmpty());
  }

  private static BlobName begin(Owner owner, long size) {
    return assertInstanceOf(Blob.class, blobs.begin(owner, size)).name();
  }

  private static BlobName complete(Owner owner, int size) throws IOException {
    var name = begin(owner, size);
    assertEquals(new Piece.Stored(size), blobs.append(owner, name, 0, in(octets(size), 0, size)));
    return name;
  }

  private static Blob copy(Owner owner, byte[] octets) throws IOException {
    return assertInstanceOf(
        Blob.class, blobs.copy(owner, in(octets, 0, octets.length), octets.length, sha256(octets)));
  }

  private static byte[] sha256(byte[] octets) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(octets);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static InputStream in(byte[] octets, int from, int to) {
    return new ByteArrayInputStream(octets, from, to - from);
  }

  private static byte[] octets(int length) {
    var octets = new byte[length];
    new SecureRandom().nextBytes(octets);
    return octets;
  }
}
