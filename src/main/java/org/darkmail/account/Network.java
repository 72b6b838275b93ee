package org.darkmail.account;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/// The part of a client's IP address that limits on attempts count by: what one customer of a provider usually has.
///
/// @param prefix hexadecimal, /24 of IPv4 or /64 of IPv6
public record Network(String prefix) {

  public static Network of(InetAddress client) {
    var octets = client.getAddress();
    var kept = octets.length == 4 ? 3 : 8;
    return new Network(HexFormat.of().formatHex(Arrays.copyOf(octets, kept)));
  }
}
