package org.darkmail.account;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// The part of a client's IP address that limits on attempts count by: what one customer of a
/// provider usually has.
///
/// @param prefix hexadecimal, /24 of IPv4 or /64 of IPv6; empty for this machine itself, on which
///   nothing is counted: it may be a proxy that does not name its clients, and all of them would
///   wait for one
public record Network(String prefix) {

  public static Network of(InetAddress client) {
    if (client.isLoopbackAddress()) {
      return new Network("");
    }
    var octets = client.getAddress();
    var kept = octets.length == 4 ? 3 : 8;
    return new Network(HexFormat.of().formatHex(Arrays.copyOf(octets, kept)));
  }

  /// As [Throttle#admit].
  public Optional<Duration> admit(Throttle throttle) {
    return prefix.isEmpty() ? Optional.empty() : throttle.admit(prefix);
  }

  /// As [Throttle#forgive].
  public void forgive(Throttle throttle) {
    if (!prefix.isEmpty()) {
      throttle.forgive(prefix);
    }
  }
}
