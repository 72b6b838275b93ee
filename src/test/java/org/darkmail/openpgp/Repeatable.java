package org.darkmail.openpgp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.util.Arrays;

/// Random octets that are the same on every run: SHA-256 of a label and a counter. For vectors
/// alone.
final class Repeatable extends SecureRandom {

  private final byte[] label;
  private long counter;

  Repeatable(String label) {
    this.label = label.getBytes(UTF_8);
  }

  @Override
  public void nextBytes(byte[] out) {
    for (var at = 0; at < out.length; at += 32) {
      var number = Packets.u32(counter++);
      var block = KeyPacket.digest("SHA-256", label, number);
      System.arraycopy(block, 0, out, at, Math.min(32, out.length - at));
    }
  }

  byte[] octets(int length) {
    var out = new byte[length];
    nextBytes(out);
    return out;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Repeatable that && Arrays.equals(label, that.label);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(label);
  }
}
