package org.darkmail.routing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.darkmail.address.Domain;
import org.darkmail.openpgp.Form;

/// What the destination domain, and nobody else, learns of a mail (spec 40.2).
///
/// @param recipient the local part as the author's vault wrote it, not yet an address
/// @param header the digest of the sealed header that belongs to it
/// @param blobs at most [#MAX_BLOBS]
/// @param expires after which nobody need claim it any more
/// @param erase from when on nothing of the mail may be kept, if its author wants so
public record Envelope(
    RoutingId id,
    Domain origin,
    Domain domain,
    String recipient,
    Sha256 header,
    List<Link> blobs,
    Instant expires,
    Optional<Instant> erase) {
  private static final String TYPE = "darkmail/envelope/1";

  /// Whole sizes of a sealed envelope (spec 40.2).
  public static final Form FORM = Form.of(TYPE, 2, 4, 8, 16);

  /// A body, 100 attachments (spec 40.1) and a header that did not fit.
  public static final int MAX_BLOBS = 102;

  /// One of a mail without an end.
  public Envelope(
      RoutingId id,
      Domain origin,
      Domain domain,
      String recipient,
      Sha256 header,
      List<Link> blobs,
      Instant expires) {
    this(id, origin, domain, recipient, header, blobs, expires, Optional.empty());
  }

  public Envelope {
    blobs = List.copyOf(blobs);
  }

  public static Envelope parse(byte[] json) throws Malformed {
    var in = Json.parse(json, TYPE);
    var blobs = new ArrayList<Link>();
    for (var blob : in.objects("blobs")) {
      blobs.add(Link.read(blob));
    }
    if (blobs.size() > MAX_BLOBS) {
      throw new Malformed("blobs");
    }
    return new Envelope(
        RoutingId.read(in),
        Domains.read(in, "origin"),
        Domains.read(in, "domain"),
        in.text("recipient"),
        Sha256.read(in, "header"),
        blobs,
        in.time("expires"),
        in.has("erase") ? Optional.of(in.time("erase")) : Optional.empty());
  }

  /// Whether its author wants nothing of it kept any more.
  public boolean erasedBy(Instant now) {
    return erase.filter(time -> !time.isAfter(now)).isPresent();
  }

  /// Octets of all blobs together.
  public long size() {
    return blobs.stream().mapToLong(Link::size).reduce(0, Envelope::saturating);
  }

  private static long saturating(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
  }

  public byte[] json() {
    var json =
        new JsonWriter()
            .text("type", TYPE)
            .text("id", id.toString())
            .text("origin", origin.name())
            .text("domain", domain.name())
            .text("recipient", recipient)
            .text("header", header.text())
            .objects("blobs", blobs.stream().map(Link::write).toList())
            .time("expires", expires);
    erase.ifPresent(time -> json.time("erase", time));
    return json.octets();
  }
}
