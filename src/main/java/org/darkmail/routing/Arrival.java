package org.darkmail.routing;

import java.time.Instant;
import java.util.List;
import org.darkmail.address.Domain;

/// A mail that has been claimed, as the server writes it into the mailbox (spec 70.3).
///
/// @param time when the server accepted it
/// @param header the octets of the sealed header
@SuppressWarnings("ArrayRecordComponent") // Written once, never compared.
public record Arrival(
    RoutingId routing, Domain origin, Instant time, byte[] header, List<Stored> blobs) {
  private static final String TYPE = "darkmail/arrival/1";

  /// A blob that has been claimed: its local name, and what the envelope said of it.
  public record Stored(String name, Link link) {}

  public Arrival {
    header = header.clone();
    blobs = List.copyOf(blobs);
  }

  public byte[] json() {
    return new JsonWriter()
        .text("type", TYPE)
        .text("routing", routing.toString())
        .text("origin", origin.name())
        .time("time", time)
        .bytes("header", header)
        .objects("blobs", blobs.stream().map(b -> b.link().write().text("name", b.name())).toList())
        .octets();
  }
}
