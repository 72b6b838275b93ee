package org.darkmail.api;

import com.fasterxml.jackson.annotation.Nulls;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import org.darkmail.account.Auth;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.Base64Variants;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MutableCoercionConfig;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/// JSON of the resources, by the rules of spec 0.1: duplicate names and missing members are
/// refused, unknown members ignored. Takes the place of the server's own provider, which is Jackson
/// 2.
@Provider
@Consumes(MediaType.APPLICATION_JSON)
@Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
public class Json implements MessageBodyReader<Object>, MessageBodyWriter<Object> {

  /// Octets are base64url without padding, a null stands only where an `Optional` is expected, and
  /// nothing is taken for another type than it is.
  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .defaultBase64Variant(Base64Variants.MODIFIED_FOR_URL)
          .addModule(
              new SimpleModule()
                  .addDeserializer(byte[].class, new Base64url<>(byte[].class, octets -> octets))
                  .addDeserializer(Auth.class, new Base64url<>(Auth.class, Auth::new)))
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(LogicalType.Textual, Json::onlyStrings)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL))
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  @Override
  public boolean isReadable(
      Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
    return structured(type);
  }

  @Override
  public Object readFrom(
      Class<Object> type,
      Type generic,
      Annotation[] annotations,
      MediaType media,
      MultivaluedMap<String, String> headers,
      InputStream body) {
    // Not left to Jackson, which would guess UTF-16 and take what is no UTF-8.
    var text = new InputStreamReader(body, StandardCharsets.UTF_8.newDecoder());
    try {
      @Nullable Object value = MAPPER.readValue(text, MAPPER.constructType(generic));
      if (value == null) {
        throw Problem.BAD_REQUEST.exception();
      }
      return value;
    } catch (JacksonException e) {
      throw e.getCause() instanceof Declined declined ? declined : Problem.BAD_REQUEST.exception();
    } catch (IllegalArgumentException e) {
      throw Problem.BAD_REQUEST.exception();
    }
  }

  @Override
  public boolean isWriteable(
      Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
    return structured(type);
  }

  @Override
  public void writeTo(
      Object value,
      Class<?> type,
      Type generic,
      Annotation[] annotations,
      MediaType media,
      MultivaluedMap<String, Object> headers,
      OutputStream body) {
    // Not the stream itself: Jackson would close it, and RESTEasy still needs it.
    MAPPER.writer().without(StreamWriteFeature.AUTO_CLOSE_TARGET).writeValue(body, value);
  }

  private static void onlyStrings(MutableCoercionConfig text) {
    text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
  }

  /// Text and octets pass as they are.
  private static boolean structured(Class<?> type) {
    return type != String.class
        && type != byte[].class
        && !InputStream.class.isAssignableFrom(type);
  }
}
