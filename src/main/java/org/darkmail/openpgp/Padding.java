package org.darkmail.openpgp;

import java.security.SecureRandom;

/// Sizes that say little (spec 0.3).
public final class Padding {

  private Padding() {}

  /// Padmé (PoPETs 2019/4): rounds up so that at most 12 % is added and the size tells O(log log n)
  /// bits.
  ///
  /// @param n octets, at least 2
  public static long padme(long n) {
    if (n < 2) {
      throw new IllegalArgumentException("nothing to pad");
    }
    var exponent = 63 - Long.numberOfLeadingZeros(n);
    var kept = 64 - Long.numberOfLeadingZeros(exponent);
    var mask = (1L << (exponent - kept)) - 1;
    return Math.addExact(n, mask) & ~mask;
  }

  /// A padding packet (RFC 9580 §5.14) of so many octets with its header, which takes six of them.
  static byte[] packet(int length, SecureRandom random) {
    var content = new byte[length - Packets.LONG_HEADER];
    random.nextBytes(content);
    return Packets.longPacket(Packets.PADDING, content);
  }

  /// A padding packet must follow, and nothing after it.
  static void end(Octets inner) throws Refusal {
    inner.longPacket(Packets.PADDING);
    Policy.require(inner.isEmpty());
  }
}
