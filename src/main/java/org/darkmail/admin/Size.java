package org.darkmail.admin;

/// A number of octets, to be told in the unit that suits it. Rounded to about 1 %, so that what is
/// shown does not change with every mail.
public record Size(long octets) {

  public Size {
    var step = Math.max(1, Long.highestOneBit(octets) >> 7);
    octets = octets / step * step;
  }
}
