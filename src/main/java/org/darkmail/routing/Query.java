package org.darkmail.routing;

/// A directory query on its way: sealed by a browser to the destination domain (spec 60.3).
public final class Query implements Element {
  private static final int MAX_QUERY = 2 * 1024;

  private final String id;
  private final byte[] query;

  /// @param id chosen by the asking domain, at most 64 characters of base64url
  /// @throws IllegalArgumentException when id or query are too long
  public Query(String id, byte[] query) {
    if (!Frame.isId(id) || query.length > MAX_QUERY) {
      throw new IllegalArgumentException("not a query");
    }
    this.id = id;
    this.query = query.clone();
  }

  static Query read(Json json) throws Malformed {
    try {
      return new Query(json.text("id"), json.bytes("query"));
    } catch (IllegalArgumentException e) {
      throw new Malformed("queries");
    }
  }

  JsonWriter write() {
    return new JsonWriter().text("id", id).bytes("query", query);
  }

  public String id() {
    return id;
  }

  public byte[] query() {
    return query.clone();
  }

  @Override
  public int octets() {
    return 100 + Element.encoded(query);
  }
}
