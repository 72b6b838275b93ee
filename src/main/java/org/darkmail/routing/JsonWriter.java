package org.darkmail.routing;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Writes one JSON object in the encodings of spec 0.1, members in the order of the calls.
public final class JsonWriter {
  private final ObjectNode node = Json.MAPPER.createObjectNode();

  public JsonWriter text(String name, @Nullable String value) {
    node.put(name, value);
    return this;
  }

  public JsonWriter number(String name, long value) {
    node.put(name, value);
    return this;
  }

  public JsonWriter flag(String name, boolean value) {
    node.put(name, value);
    return this;
  }

  public JsonWriter bytes(String name, byte[] value) {
    node.put(name, Json.encode(value));
    return this;
  }

  /// Whole seconds, rounded down.
  public JsonWriter time(String name, Instant value) {
    node.put(name, value.truncatedTo(ChronoUnit.SECONDS).toString());
    return this;
  }

  public JsonWriter texts(String name, List<String> values) {
    var array = node.putArray(name);
    values.forEach(array::add);
    return this;
  }

  public JsonWriter octets(String name, List<byte[]> values) {
    return texts(name, values.stream().map(Json::encode).toList());
  }

  public JsonWriter objects(String name, List<JsonWriter> values) {
    var array = node.putArray(name);
    values.forEach(value -> array.add(value.node));
    return this;
  }

  public JsonWriter object(String name, JsonWriter value) {
    node.set(name, value.node);
    return this;
  }

  /// The object in UTF-8.
  public byte[] octets() {
    return Json.MAPPER.writeValueAsBytes(node);
  }
}
