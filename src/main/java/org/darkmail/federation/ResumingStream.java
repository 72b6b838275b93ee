package org.darkmail.federation;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.darkmail.federation.Unreachable.Kind;
import org.jspecify.annotations.Nullable;

/// Octets that come in parts: where a connection breaks, the next one starts there. Each part must
/// bring something, else the stream gives up.
final class ResumingStream extends InputStream {
  private static final int MAX_PARTS = 100;

  /// Opens what is left from an offset on.
  interface Source {
    Reply from(long offset) throws Unreachable;
  }

  private final long size;
  private final Source source;
  private @Nullable Reply part;
  private long position;
  private long partStart;
  private int parts;

  ResumingStream(long size, Source source) throws Unreachable {
    this.size = size;
    this.source = source;
    this.part = next();
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (true) {
      var reply = part == null ? next() : part;
      part = reply;
      try {
        var count = reply.body().read(buffer, offset, length);
        if (count > 0) {
          position += count;
          if (position > size) {
            throw new Unreachable(Kind.FORBIDDEN, "more octets than the envelope says");
          }
          return count;
        }
        if (position == size) {
          return -1;
        }
        throw new EOFException();
      } catch (Unreachable e) {
        throw e;
      } catch (IOException e) {
        reply.close();
        part = null;
        if (position == partStart) {
          throw new Unreachable(Kind.AWAY, "broke off");
        }
      }
    }
  }

  private Reply next() throws Unreachable {
    if (++parts > MAX_PARTS) {
      throw new Unreachable(Kind.AWAY, "breaks off too often");
    }
    partStart = position;
    return source.from(position);
  }

  @Override
  public void close() throws IOException {
    if (part != null) {
      part.close();
    }
  }
}
