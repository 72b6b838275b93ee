package org.darkmail.routing;

/// Envelope and sealed header under one id, both still sealed.
public final class RoutingMessage implements Element {
  private static final int MAX_SEALED = 16 * 1024;

  private final RoutingId id;
  private final byte[] envelope;
  private final byte[] header;

  /// @throws IllegalArgumentException when a part is longer than 16 KiB (spec 40)
  public RoutingMessage(RoutingId id, byte[] envelope, byte[] header) {
    if (envelope.length > MAX_SEALED || header.length > MAX_SEALED) {
      throw new IllegalArgumentException("a sealed part has at most 16 KiB");
    }
    this.id = id;
    this.envelope = envelope.clone();
    this.header = header.clone();
  }

  static RoutingMessage read(Json json) throws Malformed {
    try {
      return new RoutingMessage(RoutingId.read(json), json.bytes("envelope"), json.bytes("header"));
    } catch (IllegalArgumentException e) {
      throw new Malformed("messages");
    }
  }

  JsonWriter write() {
    return new JsonWriter()
        .text("id", id.toString())
        .bytes("envelope", envelope)
        .bytes("header", header);
  }

  public RoutingId id() {
    return id;
  }

  /// An unsigned sealed message to the destination domain.
  public byte[] envelope() {
    return envelope.clone();
  }

  /// A sealed message to the recipient, signed by the author.
  public byte[] header() {
    return header.clone();
  }

  @Override
  public int octets() {
    return 70 + Element.encoded(envelope) + Element.encoded(header);
  }
}
