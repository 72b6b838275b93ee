package org.darkmail.api;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A body that may have so many octets and no more; also where its length is not announced.
final class Limited extends FilterInputStream {

  private long left;

  Limited(InputStream body, long octets) {
    super(body);
    left = octets;
  }

  @Override
  public int read() throws IOException {
    var octet = super.read();
    if (octet >= 0) {
      count(1);
    }
    return octet;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    var read = super.read(into, offset, length);
    if (read > 0) {
      count(read);
    }
    return read;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void count(int octets) {
    left -= octets;
    if (left < 0) {
      throw Problem.TOO_LARGE.exception();
    }
  }
}
