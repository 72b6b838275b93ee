package org.darkmail.openpgp;

import static org.darkmail.openpgp.Refusal.Reason.MALFORMED;
import static org.darkmail.openpgp.Refusal.Reason.POLICY;

import java.util.Arrays;

/// A cursor over octets from outside. Every length is checked before anything is copied.
final class Octets {

  private final byte[] all;
  private final int end;
  private int at;

  Octets(byte[] all) {
    this(all, 0, all.length);
  }

  private Octets(byte[] all, int from, int end) {
    this.all = all;
    this.at = from;
    this.end = end;
  }

  int remaining() {
    return end - at;
  }

  boolean isEmpty() {
    return at == end;
  }

  int u8() throws Refusal {
    need(1);
    return all[at++] & 0xff;
  }

  long u32() throws Refusal {
    need(4);
    var value = 0L;
    for (var i = 0; i < 4; i++) {
      value = (value << 8) | (all[at++] & 0xff);
    }
    return value;
  }

  byte[] take(long length) throws Refusal {
    need(length);
    at += (int) length;
    return Arrays.copyOfRange(all, at - (int) length, at);
  }

  byte[] rest() throws Refusal {
    return take(remaining());
  }

  /// The next `length` octets as a cursor of their own.
  Octets slice(long length) throws Refusal {
    need(length);
    at += (int) length;
    return new Octets(all, at - (int) length, at);
  }

  /// The end of a packet or field.
  void end() throws Refusal {
    if (!isEmpty()) {
      throw new Refusal(MALFORMED);
    }
  }

  /// True if a packet with this tag comes next.
  boolean next(int tag) {
    return at < end && (all[at] & 0xff) == (0xC0 | tag);
  }

  /// The body of the next packet: this tag, new format, definite length in the shortest form (RFC
  /// 9580 §4.2.1).
  Octets packet(int tag) throws Refusal {
    header(tag);
    var first = u8();
    if (first < 192) {
      return slice(first);
    }
    if (first < 224) {
      return slice(((first - 192) << 8) + u8() + 192L);
    }
    Policy.require(first == 255);
    var length = u32();
    Policy.require(length >= 8384);
    return slice(length);
  }

  /// As [#packet], with a five-octet length whatever the size.
  Octets longPacket(int tag) throws Refusal {
    header(tag);
    Policy.require(u8() == 255);
    return slice(u32());
  }

  private void header(int tag) throws Refusal {
    if (isEmpty()) {
      throw new Refusal(POLICY);
    }
    var first = u8();
    if (first < 0x80) {
      throw new Refusal(MALFORMED);
    }
    Policy.require(first == (0xC0 | tag));
  }

  private void need(long length) throws Refusal {
    if (length > remaining()) {
      throw new Refusal(MALFORMED);
    }
  }
}
