package org.darkmail.routing;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A JSON object, read as spec 0.1 demands: I-JSON (RFC 7493) in valid UTF-8, no duplicate names,
/// nothing behind it; a missing or ill-typed required member is [Malformed], an unknown one
/// ignored.
public final class Json {
  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  // 2^53 - 1: RFC 7493 §2.2.
  private static final long MAX_NUMBER = 9_007_199_254_740_991L;
  private static final Pattern UTC_DATE =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");

  private final JsonNode node;

  private Json(JsonNode node) {
    this.node = node;
  }

  /// Any object, for JSON that carries no type.
  public static Json parse(byte[] octets) throws Malformed {
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
      return object(MAPPER.readTree(text), "the whole");
    } catch (CharacterCodingException | JacksonException e) {
      throw new Malformed("not JSON");
    }
  }

  /// An object whose `type` is the one expected, for example `darkmail/frame/1`.
  public static Json parse(byte[] octets, String type) throws Malformed {
    var json = parse(octets);
    if (!json.text("type").equals(type)) {
      throw new Malformed("type");
    }
    return json;
  }

  public String text(String name) throws Malformed {
    return text(member(name), name);
  }

  /// Null where the member is absent or null.
  public @Nullable String textOrNull(String name) throws Malformed {
    var value = node.get(name);
    return value == null || value.isNull() ? null : text(value, name);
  }

  /// An integer of at least 0.
  public long number(String name) throws Malformed {
    var value = member(name);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new Malformed(name);
    }
    var number = value.longValue();
    if (number < 0 || number > MAX_NUMBER) {
      throw new Malformed(name);
    }
    return number;
  }

  public boolean flag(String name) throws Malformed {
    var value = member(name);
    if (!value.isBoolean()) {
      throw new Malformed(name);
    }
    return value.booleanValue();
  }

  public byte[] bytes(String name) throws Malformed {
    return decode(text(name), name);
  }

  /// Octets of exactly this length.
  public byte[] bytes(String name, int length) throws Malformed {
    var octets = bytes(name);
    if (octets.length != length) {
      throw new Malformed(name);
    }
    return octets;
  }

  public Instant time(String name) throws Malformed {
    var text = text(name);
    if (!UTC_DATE.matcher(text).matches()) {
      throw new Malformed(name);
    }
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new Malformed(name);
    }
  }

  public Json object(String name) throws Malformed {
    return object(member(name), name);
  }

  public List<Json> objects(String name) throws Malformed {
    var list = new ArrayList<Json>();
    for (var element : array(name)) {
      list.add(object(element, name));
    }
    return list;
  }

  public List<String> texts(String name) throws Malformed {
    var list = new ArrayList<String>();
    for (var element : array(name)) {
      list.add(text(element, name));
    }
    return list;
  }

  /// A list of octet strings.
  public List<byte[]> octets(String name) throws Malformed {
    var list = new ArrayList<byte[]>();
    for (var text : texts(name)) {
      list.add(decode(text, name));
    }
    return list;
  }

  public boolean has(String name) {
    var value = node.get(name);
    return value != null && !value.isNull();
  }

  /// Strict base64url without padding: exactly one text for each octet string.
  public static byte[] decode(String text, String name) throws Malformed {
    try {
      var octets = Base64.getUrlDecoder().decode(text);
      if (!encode(octets).equals(text)) {
        throw new Malformed(name);
      }
      return octets;
    } catch (IllegalArgumentException e) {
      throw new Malformed(name);
    }
  }

  public static String encode(byte[] octets) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
  }

  private JsonNode array(String name) throws Malformed {
    var value = member(name);
    if (!value.isArray()) {
      throw new Malformed(name);
    }
    return value;
  }

  private JsonNode member(String name) throws Malformed {
    var value = node.get(name);
    if (value == null) {
      throw new Malformed(name);
    }
    return value;
  }

  private static Json object(JsonNode value, String name) throws Malformed {
    if (!value.isObject()) {
      throw new Malformed(name);
    }
    return new Json(value);
  }

  private static String text(JsonNode value, String name) throws Malformed {
    if (!value.isString()) {
      throw new Malformed(name);
    }
    var text = value.stringValue();
    // A lone surrogate has no UTF-8 form (RFC 7493 §2.1).
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new Malformed(name);
    }
    return text;
  }
}
