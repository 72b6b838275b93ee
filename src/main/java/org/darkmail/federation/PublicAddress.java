package org.darkmail.federation;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// Tells addresses of the open Internet from all others: loopback, private, link-local (cloud
/// metadata among them), unique-local, multicast, reserved, and IPv6 forms that embed an IPv4
/// address. Sources: the IANA special-purpose registries (RFC 6890) and RFC 4291 §2.4.
final class PublicAddress {
  private static final List<Block> NOT_PUBLIC_4 =
      List.of(
          block("0.0.0.0", 8),
          block("10.0.0.0", 8),
          block("100.64.0.0", 10),
          block("127.0.0.0", 8),
          block("168.63.129.16", 32), // Azure's host service, on an address that looks public.
          block("169.254.0.0", 16),
          block("172.16.0.0", 12),
          block("192.0.0.0", 24),
          block("192.0.2.0", 24),
          block("192.88.99.0", 24),
          block("192.168.0.0", 16),
          block("198.18.0.0", 15),
          block("198.51.100.0", 24),
          block("203.0.113.0", 24),
          block("224.0.0.0", 3));

  // Only 2000::/3 has been given out for unicast (RFC 4291 §2.4); these parts of it are special.
  private static final Block UNICAST_6 = block("2000::", 3);
  private static final List<Block> NOT_PUBLIC_6 =
      List.of(
          block("2001::", 23), // Teredo, ORCHID, benchmarking
          block("2001:db8::", 32),
          block("2002::", 16), // 6to4 embeds an IPv4 address.
          block("3fff::", 20));

  private record Block(InetAddress start, int bits) {

    boolean contains(InetAddress address) {
      var a = address.getAddress();
      var b = start.getAddress();
      for (var bit = 0; bit < bits; bit++) {
        var mask = 0x80 >> (bit % 8);
        if ((a[bit / 8] & mask) != (b[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }

  private PublicAddress() {}

  /// An IPv4-mapped IPv6 address is judged as the IPv4 address that it means.
  static boolean is(InetAddress address) {
    if (address instanceof Inet4Address) {
      return NOT_PUBLIC_4.stream().noneMatch(block -> block.contains(address));
    }
    return UNICAST_6.contains(address)
        && NOT_PUBLIC_6.stream().noneMatch(block -> block.contains(address));
  }

  private static Block block(String start, int bits) {
    return new Block(InetAddress.ofLiteral(start), bits);
  }

  /// All addresses of a name, or none at all if any of them is not public: a name that mixes both
  /// is an attack or a mistake.
  static InetAddress[] resolve(String host) throws UnknownHostException {
    var addresses = InetAddress.getAllByName(host);
    for (var address : addresses) {
      if (!is(address)) {
        throw new ForbiddenAddress(host);
      }
    }
    return addresses;
  }

  /// A name that leads where no peer can be.
  static final class ForbiddenAddress extends UnknownHostException {
    ForbiddenAddress(String host) {
      super(host + " is not on the open Internet");
    }
  }
}
