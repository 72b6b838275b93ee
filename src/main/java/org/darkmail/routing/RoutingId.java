package org.darkmail.routing;

import java.nio.ByteBuffer;

/// The name of a routing message: 16 random octets (spec 0.2), made by the author's vault, unique
/// for its origin domain. In text base64url, 22 characters.
public record RoutingId(long high, long low) {

  public static RoutingId of(byte[] octets) {
    if (octets.length != 16) {
      throw new IllegalArgumentException("a routing id has 16 octets");
    }
    var buffer = ByteBuffer.wrap(octets);
    return new RoutingId(buffer.getLong(), buffer.getLong());
  }

  public static RoutingId parse(String text) throws Malformed {
    var octets = Json.decode(text, "id");
    if (octets.length != 16) {
      throw new Malformed("id");
    }
    return of(octets);
  }

  static RoutingId read(Json json) throws Malformed {
    return parse(json.text("id"));
  }

  public byte[] octets() {
    return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
  }

  @Override
  public String toString() {
    return Json.encode(octets());
  }
}
