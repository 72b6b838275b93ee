package org.darkmail.blob;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// What any store of blobs does.
abstract class BlobStoreContract {

  private final BlobName name = BlobName.random(new SecureRandom());

  /// The store under test; the same octets each time it is asked for.
  abstract BlobStore store();

  @Test
  void anUnknownBlobHasNoOctets() {
    assertEquals(0, store().length(name));
  }

  @Test
  void itAnswers() {
    assertTrue(store().answers());
  }

  @Test
  void aBlobGrowsPieceByPieceAndIsReadWhenFinished() throws IOException {
    var octets = octets(100_000);
    assertEquals(70_000, store().append(name, in(octets, 0, 70_000), 70_000));
    assertEquals(70_000, store().length(name));
    assertEquals(30_000, store().append(name, in(octets, 70_000, 100_000), Long.MAX_VALUE));
    store().finish(name, 100_000);
    assertEquals(100_000, store().length(name));
    assertArrayEquals(octets, store().read(name, 100_000, 0, 100_000).readAllBytes());
  }

  @Test
  void aRangeIsReadAlone() throws IOException {
    var octets = finished(100_000);
    try (var read = store().read(name, 100_000, 65_000, 1_000)) {
      assertArrayEquals(Arrays.copyOfRange(octets, 65_000, 66_000), read.readAllBytes());
    }
  }

  @Test
  void noMoreIsTakenThanAskedFor() throws IOException {
    var rest = in(octets(100), 0, 100);
    assertEquals(60, store().append(name, rest, 60));
    assertEquals(60, store().length(name));
    assertEquals(40, rest.available());
  }

  @Test
  void whatCameBeforeTheStreamBrokeOffIsKept() {
    var octets = octets(500);
    var broken =
        new InputStream() {
          private int at;

          @Override
          public int read() throws IOException {
            if (at == 300) {
              throw new IOException("gone");
            }
            return octets[at++] & 0xff;
          }

          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            into[offset] = (byte) read();
            return 1;
          }
        };
    assertThrows(IOException.class, () -> store().append(name, broken, 500));
    assertEquals(300, store().length(name));
  }

  @Test
  void finishingAgainChangesNothing() throws IOException {
    var octets = finished(10);
    store().finish(name, 10);
    assertArrayEquals(octets, store().read(name, 10, 0, 10).readAllBytes());
  }

  @Test
  void aSmallBlobIsMadeAtOnceAndMayBeMadeAgain() throws IOException {
    for (var length : new int[] {1, 10_000, Sums.CHUNK, Sums.CHUNK + 1}) {
      var small = BlobName.random(new SecureRandom());
      var octets = octets(length);
      store().put(small, octets);
      store().put(small, octets);
      assertEquals(length, store().length(small));
      assertArrayEquals(octets, store().read(small, length, 0, length).readAllBytes());
    }
  }

  @Test
  void anyRangeIsRead() throws IOException {
    var octets = finished(3 * Sums.CHUNK);
    for (var range :
        new int[][] {
          {0, 1}, {Sums.CHUNK - 1, 2}, {Sums.CHUNK, Sums.CHUNK}, {5, octets.length - 5}
        }) {
      try (var read = store().read(name, octets.length, range[0], range[1])) {
        assertArrayEquals(
            Arrays.copyOfRange(octets, range[0], range[0] + range[1]), read.readAllBytes());
      }
    }
  }

  @Test
  void whatIsDeletedIsGoneAndMayBeDeletedAgain() throws IOException {
    finished(10);
    store().delete(name);
    store().delete(name);
    assertEquals(0, store().length(name));
    assertThrows(RuntimeException.class, () -> store().read(name, 10, 0, 10));
  }

  @Test
  void aGrowingBlobIsDeletedToo() throws IOException {
    store().append(name, in(octets(10), 0, 10), 10);
    store().delete(name);
    assertEquals(0, store().length(name));
  }

  @Test
  void aGrowingBlobCannotBeRead() throws IOException {
    store().append(name, in(octets(10), 0, 10), 10);
    assertThrows(RuntimeException.class, () -> store().read(name, 10, 0, 10));
  }

  private byte[] finished(int length) throws IOException {
    var octets = octets(length);
    store().append(name, in(octets, 0, length), length);
    store().finish(name, length);
    return octets;
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
