package org.darkmail.openpgp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.darkmail.openpgp.Refusal.Reason.MALFORMED;
import static org.darkmail.openpgp.Refusal.Reason.WRONG_TYPE;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// What every reader of signed or sealed JSON needs to know before it believes a word: that it is
/// one object without duplicate names, and of the type expected (spec 0.1, 0.2).
final class Json {

  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private Json() {}

  /// Gives the octets back if they are JSON of this type.
  static byte[] ofType(String type, byte[] json) throws Refusal {
    if (!type.equals(type(json))) {
      throw new Refusal(WRONG_TYPE);
    }
    return json;
  }

  private static @Nullable String type(byte[] json) throws Refusal {
    try (var parser = FACTORY.createParser(ObjectReadContext.empty(), text(json))) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new Refusal(MALFORMED);
      }
      var type = member(parser);
      if (parser.nextToken() != null) {
        throw new Refusal(MALFORMED);
      }
      return type;
    } catch (JacksonException invalid) {
      throw new Refusal(MALFORMED);
    }
  }

  /// The string member `type` of the object, null if it has none. Reads to the object's end.
  private static @Nullable String member(JsonParser parser) {
    String type = null;
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      var name = parser.currentName();
      if (parser.nextToken() == JsonToken.VALUE_STRING && name.equals("type")) {
        type = parser.getString();
      }
      parser.skipChildren();
    }
    return type;
  }

  /// Strict: Jackson by itself would guess UTF-16 and UTF-32 too.
  private static String text(byte[] json) throws Refusal {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw new Refusal(MALFORMED);
    }
  }
}
