package org.darkmail.openpgp;

import java.nio.ByteBuffer;

/// Packet tags (RFC 9580 §5) and the framing of the packets that we write.
final class Packets {

  static final int PKESK = 1;
  static final int SIGNATURE = 2;
  static final int ONE_PASS_SIGNATURE = 4;
  static final int SECRET_KEY = 5;
  static final int PUBLIC_KEY = 6;
  static final int SECRET_SUBKEY = 7;
  static final int LITERAL = 11;
  static final int USER_ID = 13;
  static final int PUBLIC_SUBKEY = 14;
  static final int SEIPD = 18;
  static final int PADDING = 21;

  /// Octets of the header that [#longPacket] writes.
  static final int LONG_HEADER = 6;

  private Packets() {}

  /// A packet with its length in the shortest form.
  static byte[] packet(int tag, byte[] body) {
    var n = body.length;
    if (n < 192) {
      return concat(octets(0xC0 | tag, n), body);
    }
    if (n < 8384) {
      return concat(octets(0xC0 | tag, ((n - 192) >> 8) + 192, n - 192), body);
    }
    return longPacket(tag, body);
  }

  /// A packet with a five-octet length.
  static byte[] longPacket(int tag, byte[] body) {
    return concat(octets(0xC0 | tag, 255), u32(body.length), body);
  }

  static byte[] u32(long value) {
    return ByteBuffer.allocate(4).putInt((int) value).array();
  }

  static byte[] octets(int... values) {
    var out = new byte[values.length];
    for (var i = 0; i < values.length; i++) {
      out[i] = (byte) values[i];
    }
    return out;
  }

  static byte[] concat(byte[]... parts) {
    var length = 0;
    for (var part : parts) {
      length = Math.addExact(length, part.length);
    }
    var out = ByteBuffer.allocate(length);
    for (var part : parts) {
      out.put(part);
    }
    return out.array();
  }
}
