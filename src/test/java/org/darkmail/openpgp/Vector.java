package org.darkmail.openpgp;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// One file of `docs/vectors`: inputs, and what becomes of them. Its README says what each format
/// takes.
///
/// @param content the JSON, members in the order of the file
record Vector(String name, Map<String, @Nullable Object> content) {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .build();

  /// The content of the file.
  String text() {
    return JSON.writeValueAsString(content).replace("\r\n", "\n") + "\n";
  }

  static Vector ok(
      String name, String spec, String says, Object result, Map<String, @Nullable Object> input) {
    return of(name, spec, says, Map.of("ok", result), input);
  }

  static Vector refused(
      String name,
      String spec,
      String says,
      Refusal.Reason reason,
      Map<String, @Nullable Object> input) {
    return refused(name, spec, says, reason.code(), input);
  }

  static Vector refused(
      String name, String spec, String says, String reason, Map<String, @Nullable Object> input) {
    return of(name, spec, says, Map.of("refused", reason), input);
  }

  static Vector of(
      String name,
      String spec,
      String says,
      Map<String, @Nullable Object> expect,
      Map<String, @Nullable Object> input) {
    var content = new LinkedHashMap<String, @Nullable Object>();
    content.put("name", name);
    content.put("spec", spec);
    content.put("says", says);
    content.put("format", name.substring(0, name.indexOf('-')));
    content.put("expect", expect);
    content.putAll(input);
    return new Vector(name, content);
  }

  /// An ordered map of members; octets become base64url.
  static Map<String, @Nullable Object> input(@Nullable Object... namesAndValues) {
    var members = new LinkedHashMap<String, @Nullable Object>();
    for (var i = 0; i < namesAndValues.length; i += 2) {
      var value = namesAndValues[i + 1];
      members.put(
          Objects.requireNonNull(namesAndValues[i]).toString(),
          value instanceof byte[] octets ? base64(octets) : value);
    }
    return members;
  }

  static String base64(byte[] octets) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
  }

  /// All that the generator makes.
  static List<Vector> all() throws Refusal {
    var all = new ArrayList<Vector>();
    all.addAll(CertificateVectors.all());
    all.addAll(StatementVectors.all());
    all.addAll(SealedVectors.all());
    all.addAll(AnswerVectors.all());
    all.addAll(BlobVectors.all());
    all.addAll(TableVectors.all());
    all.addAll(AccountVectors.all());
    all.addAll(ItemVectors.all());
    all.addAll(MailVectors.all());
    all.addAll(DomainVectors.all());
    all.addAll(RoutingVectors.all());
    return all;
  }
}
