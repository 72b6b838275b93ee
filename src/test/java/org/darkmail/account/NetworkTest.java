package org.darkmail.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class NetworkTest {

  @Test
  void anIpv4NetworkIsATwentyFourBitPrefix() {
    assertEquals(network("192.0.2.7"), network("192.0.2.200"));
    assertNotEquals(network("192.0.2.7"), network("192.0.3.7"));
  }

  @Test
  void anIpv6NetworkIsASixtyFourBitPrefix() {
    assertEquals(network("2001:db8:1:2::1"), network("2001:db8:1:2:ffff::9"));
    assertNotEquals(network("2001:db8:1:2::1"), network("2001:db8:1:3::1"));
  }

  private static Network network(String address) {
    return Network.of(InetAddress.ofLiteral(address));
  }
}
