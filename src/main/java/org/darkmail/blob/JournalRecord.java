package org.darkmail.blob;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What a [Journal] has of one file: its name (43 octets), the length of what follows (4), that,
/// and the CRC-32C of it all (4).
sealed interface JournalRecord {

  int NAME = 43;

  BlobName name();

  byte[] octets();

  /// @param stored the whole content of the file
  record Made(BlobName name, byte[] stored) implements JournalRecord {

    @Override
    public byte[] octets() {
      return JournalRecord.encoded(name, stored.length, stored);
    }
  }

  /// The file has been deleted.
  record Gone(BlobName name) implements JournalRecord {

    @Override
    public byte[] octets() {
      return JournalRecord.encoded(name, -1, new byte[0]);
    }
  }

  private static byte[] encoded(BlobName name, int length, byte[] stored) {
    var octets = new byte[NAME + 4 + stored.length + 4];
    var buffer = ByteBuffer.wrap(octets);
    buffer.put(name.text().getBytes(StandardCharsets.US_ASCII)).putInt(length).put(stored);
    buffer.putInt(Sums.of(octets, 0, octets.length - 4));
    return octets;
  }

  /// Those that are whole: the last one may have been under way.
  static List<JournalRecord> read(Path file) throws IOException {
    var all = new ArrayList<JournalRecord>();
    try (var in = new DataInputStream(Files.newInputStream(file))) {
      while (true) {
        var head = new byte[NAME + 4];
        in.readFully(head);
        var length = ByteBuffer.wrap(head).getInt(NAME);
        if (length > Sums.stored(Journal.LONG)) {
          return all;
        }
        var stored = new byte[Math.max(0, length)];
        in.readFully(stored);
        var name = BlobName.of(new String(head, 0, NAME, StandardCharsets.US_ASCII));
        if (name.isEmpty() || in.readInt() != sum(head, stored)) {
          return all;
        }
        all.add(length < 0 ? new Gone(name.get()) : new Made(name.get(), stored));
      }
    } catch (EOFException e) {
      return all;
    }
  }

  private static int sum(byte[] head, byte[] stored) {
    var whole = ByteBuffer.allocate(head.length + stored.length).put(head).put(stored).array();
    return Sums.of(whole, 0, whole.length);
  }
}
