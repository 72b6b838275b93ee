package org.darkmail.openpgp;

/// Literal data: format `b`, no file name, date 0 (RFC 9580 §5.9, spec 10.2).
final class Literal {

  /// Format, length of the file name, date.
  static final int FIELDS_LENGTH = 6;

  private static final byte[] FIELDS = Packets.octets('b', 0, 0, 0, 0, 0);

  private Literal() {}

  static byte[] packet(byte[] content) {
    return Packets.packet(Packets.LITERAL, Packets.concat(FIELDS, content));
  }

  /// The content of a literal packet's body.
  static byte[] content(Octets body) throws Refusal {
    Policy.require(body.u8() == 'b');
    Policy.require(body.u8() == 0);
    Policy.require(body.u32() == 0);
    return body.rest();
  }
}
