package org.darkmail.api;

import java.util.function.Function;
import org.darkmail.routing.Json;
import org.darkmail.routing.Malformed;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/// Reads octets in the one text form that they have (spec 0.1). Jackson alone would take white
/// space, other padding and arrays of numbers too.
final class Base64url<T> extends StdDeserializer<T> {

  private final transient Function<byte[], T> from;

  Base64url(Class<T> type, Function<byte[], T> from) {
    super(type);
    this.from = from;
  }

  @Override
  public T deserialize(JsonParser json, DeserializationContext context) {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw new IllegalArgumentException("octets stand in a string");
    }
    try {
      return from.apply(Json.decode(json.getString(), "octets"));
    } catch (Malformed e) {
      throw new IllegalArgumentException(e);
    }
  }
}
