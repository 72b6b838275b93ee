package org.darkmail.blob;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// How a finished blob lies in every store: its octets, then a CRC-32C (RFC 9260, appendix A), 4
/// octets with the highest first, of each 64 KiB of them. So any range can be checked when it is
/// read.
final class Sums {

  static final int CHUNK = 64 * 1024;

  private static final int SUM = 4;

  private Sums() {}

  static long chunks(long size) {
    return Math.ceilDiv(size, CHUNK);
  }

  /// Octets that a blob of this size takes in a store.
  static long stored(long size) {
    return size + SUM * chunks(size);
  }

  /// The size of the blob that takes so many octets.
  static long size(long stored) {
    return stored - SUM * Math.ceilDiv(stored, CHUNK + SUM);
  }

  /// Where the sum of a chunk lies.
  static long place(long size, long chunk) {
    return size + SUM * chunk;
  }

  /// A whole small blob as it lies in a store.
  static byte[] with(byte[] octets) {
    var all = ByteBuffer.allocate((int) stored(octets.length)).put(octets);
    for (var at = 0; at < octets.length; at += CHUNK) {
      all.putInt(of(octets, at, Math.min(CHUNK, octets.length - at)));
    }
    return all.array();
  }

  /// The sums of so many octets of a stream.
  static byte[] of(InputStream octets, long size) throws IOException {
    var sums = ByteBuffer.allocate(Math.toIntExact(SUM * chunks(size)));
    for (var left = size; left > 0; left -= CHUNK) {
      var length = (int) Math.min(CHUNK, left);
      sums.putInt(of(exactly(octets, length), 0, length));
    }
    return sums.array();
  }

  static int of(byte[] octets, int from, int length) {
    var sum = new CRC32C();
    sum.update(octets, from, length);
    return (int) sum.getValue();
  }

  static byte[] exactly(InputStream octets, int length) throws IOException {
    var read = octets.readNBytes(length);
    if (read.length < length) {
      throw new EOFException("the store ends too early");
    }
    return read;
  }
}
