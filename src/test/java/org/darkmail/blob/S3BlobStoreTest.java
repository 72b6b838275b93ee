package org.darkmail.blob;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.darkmail.container.S3Server;
import org.darkmail.container.Wire;
import org.darkmail.container.Wire.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// On a real S3 server, by way of a wire that has faults.
class S3BlobStoreTest extends BlobStoreContract {

  private static final int MANY_CHUNKS = 700_000;

  @TempDir private Path folder;

  private final BlobName name = BlobName.random(new SecureRandom());
  private Wire wire;
  private S3BlobStore store;

  @BeforeEach
  void open() throws IOException {
    wire = new Wire(S3Server.shared().endpoint());
    store = new S3BlobStore(S3Server.at(wire.url()), folder);
  }

  @AfterEach
  void close() throws IOException {
    store.close();
    wire.close();
    assertEquals(0, wire.left(), "every fault has happened");
  }

  @Override
  BlobStore store() {
    return store;
  }

  @Test
  void whatIsFinishedIsThereForEveryNode() throws IOException {
    var octets = finished(MANY_CHUNKS);
    try (var other = new S3BlobStore(S3Server.shared().config(), folder.resolve("other"))) {
      assertArrayEquals(octets, other.read(name, MANY_CHUNKS, 0, MANY_CHUNKS).readAllBytes());
    }
  }

  @Test
  void aLargeBlobGoesInParts() throws IOException {
    var size = 2 * S3Upload.PART + 100_000;
    var octets = finished(size);
    assertEquals(size, store.length(name));
    var from = S3Upload.PART - 10;
    assertArrayEquals(
        Arrays.copyOfRange(octets, from, from + 100_000),
        store.read(name, size, from, 100_000).readAllBytes());
  }

  @Test
  void aPartThatIsRefusedForAWhileIsSentAgain() throws IOException {
    wire.next(Fault.BUSY, Fault.BUSY);
    var size = S3Upload.PART + 1;
    assertArrayEquals(finished(size), store.read(name, size, 0, size).readAllBytes());
  }

  @ParameterizedTest
  @ValueSource(ints = {100, MANY_CHUNKS})
  void aBusyServerIsAskedAgain(int size) throws IOException {
    wire.next(Fault.BUSY, Fault.BUSY);
    var octets = finished(size);
    wire.next(Fault.BUSY);
    assertArrayEquals(octets, store.read(name, size, 0, size).readAllBytes());
  }

  @ParameterizedTest
  @ValueSource(ints = {10_000, MANY_CHUNKS})
  void anAnswerThatBreaksOffIsAskedForAgain(int size) throws IOException {
    var octets = finished(size);
    wire.next(Fault.CUT);
    assertArrayEquals(octets, store.read(name, size, 0, size).readAllBytes());
  }

  @Test
  void octetsThatComeDamagedAreNeverHandedOut() throws IOException {
    var octets = finished(MANY_CHUNKS);
    wire.next(Fault.BIT_IN_ANSWER, Fault.BIT_IN_ANSWER);
    assertArrayEquals(octets, store.read(name, MANY_CHUNKS, 0, MANY_CHUNKS).readAllBytes());
  }

  @Test
  void octetsThatLieDamagedAreNeverHandedOut() throws IOException {
    var octets = octets(MANY_CHUNKS);
    var stored = Sums.with(octets);
    stored[MANY_CHUNKS / 2] ^= 1;
    try (var client = S3Clients.open(S3Server.shared().config())) {
      new S3Upload(client, S3Server.BUCKET)
          .store(name.text(), stored.length, () -> new ByteArrayInputStream(stored));
    }
    try (var read = store.read(name, MANY_CHUNKS, 0, MANY_CHUNKS)) {
      assertThrows(IOException.class, read::readAllBytes);
    }
    assertArrayEquals(
        Arrays.copyOf(octets, 1_000), store.read(name, MANY_CHUNKS, 0, 1_000).readAllBytes());
  }

  @Test
  void octetsDamagedOnTheWayToTheServerAreNotKept() throws IOException {
    var octets = octets(MANY_CHUNKS);
    store.append(name, new ByteArrayInputStream(octets), MANY_CHUNKS);
    wire.next(Fault.BIT_IN_REQUEST);
    try {
      store.finish(name, MANY_CHUNKS);
    } catch (UncheckedIOException refused) {
      store.finish(name, MANY_CHUNKS);
    }
    assertArrayEquals(octets, store.read(name, MANY_CHUNKS, 0, MANY_CHUNKS).readAllBytes());
  }

  @Test
  void aBlobWhoseAnswerWasLostIsThereAllTheSame() throws IOException {
    wire.next(Fault.ANSWER_LOST);
    assertArrayEquals(finished(100), store.read(name, 100, 0, 100).readAllBytes());
  }

  @Test
  void nothingIsWrittenOverABlobThatIsThere() throws IOException {
    finished(100);
    assertThrows(UncheckedIOException.class, () -> store.put(name, octets(50)));
    assertEquals(100, store.length(name));
  }

  @Test
  void whatIsWrongWithTheBucketIsSaidByTheNameOfTheSetting() throws IOException {
    assertEquals(Optional.empty(), store.complaint());
    var right = S3Server.shared().config();
    assertComplaint(
        "DARKMAIL_S3_BUCKET",
        new S3Config(
            right.endpoint(), right.region(), "none", right.accessKey(), right.secretKey()));
    assertComplaint(
        "DARKMAIL_S3_ACCESS_KEY",
        new S3Config(right.endpoint(), right.region(), right.bucket(), right.accessKey(), "guess"));
    assertComplaint("DARKMAIL_S3_ENDPOINT", S3Server.at(URI.create("http://127.0.0.1:1")));
  }

  private void assertComplaint(String setting, S3Config config) {
    try (var wrong = new S3BlobStore(config, folder)) {
      assertFalse(wrong.answers());
      var complaint = wrong.complaint().orElseThrow().words();
      assertTrue(complaint.startsWith(setting), complaint);
    }
  }

  private byte[] finished(int length) throws IOException {
    var octets = octets(length);
    store.append(name, new ByteArrayInputStream(octets), length);
    store.finish(name, length);
    return octets;
  }

  private static byte[] octets(int length) {
    var octets = new byte[length];
    new SecureRandom().nextBytes(octets);
    return octets;
  }
}
