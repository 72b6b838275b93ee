package org.darkmail.blob;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A range of a finished blob, each chunk checked before any octet of it is handed out. What breaks
/// off or is damaged on the way is asked for again.
final class CheckedStream extends InputStream {

  /// What lies in a store under one name.
  interface Stored {
    InputStream open(long from, long length) throws IOException;
  }

  private final Stored stored;
  private final int tries;
  private final long size;
  private final long end;
  private final IntBuffer sums;
  private long chunk;
  private ByteBuffer ready = ByteBuffer.allocate(0);
  private int skip;
  private @Nullable InputStream source;

  /// @param tries how often a chunk is asked for before it counts as damaged
  CheckedStream(Stored stored, int tries, long size, long from, long length) throws IOException {
    Objects.checkFromIndexSize(from, length, size);
    this.stored = stored;
    this.tries = tries;
    this.size = size;
    this.end = from + length;
    this.chunk = from / Sums.CHUNK;
    this.skip = (int) (from % Sums.CHUNK);
    this.sums = sums();
  }

  /// The sums of the chunks that the range touches.
  private IntBuffer sums() throws IOException {
    var first = Sums.place(size, chunk);
    var length = (int) (Sums.place(size, Sums.chunks(end)) - first);
    for (var attempt = 1; ; attempt++) {
      try (var table = stored.open(first, length)) {
        return ByteBuffer.wrap(Sums.exactly(table, length)).asIntBuffer();
      } catch (IOException e) {
        giveUp(attempt, e);
      }
    }
  }

  @Override
  public int read() throws IOException {
    return fill() ? ready.get() & 0xff : -1;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    var read = Math.min(length, ready.remaining());
    ready.get(into, offset, read);
    return read;
  }

  private boolean fill() throws IOException {
    if (!ready.hasRemaining() && chunk * Sums.CHUNK + skip < end) {
      ready = next();
    }
    return ready.hasRemaining();
  }

  private ByteBuffer next() throws IOException {
    var start = chunk * Sums.CHUNK;
    var octets = checked(start, (int) Math.min(Sums.CHUNK, size - start));
    var until = (int) Math.min(octets.length, end - start);
    var part = ByteBuffer.wrap(octets, skip, until - skip);
    chunk++;
    skip = 0;
    return part;
  }

  private byte[] checked(long start, int length) throws IOException {
    var sum = sums.get();
    for (var attempt = 1; ; attempt++) {
      try {
        var octets = Sums.exactly(source(start), length);
        if (Sums.of(octets, 0, length) == sum) {
          return octets;
        }
        throw new IOException("a stored blob is damaged");
      } catch (IOException e) {
        close();
        giveUp(attempt, e);
      }
    }
  }

  private InputStream source(long start) throws IOException {
    var open = source;
    if (open == null) {
      open = stored.open(start, Math.min(size, Math.ceilDiv(end, Sums.CHUNK) * Sums.CHUNK) - start);
      source = open;
    }
    return open;
  }

  private void giveUp(int attempt, IOException fault) throws IOException {
    if (attempt >= tries) {
      throw fault;
    }
  }

  @Override
  public int available() {
    return ready.remaining();
  }

  @Override
  public void close() throws IOException {
    var open = source;
    source = null;
    if (open != null) {
      open.close();
    }
  }
}
