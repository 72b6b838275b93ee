package org.darkmail.openpgp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The files of `docs/vectors`, each run by the package that reads its format.
public final class VectorFiles {

  static final Path FOLDER = Path.of("docs/vectors");

  private static final JsonMapper JSON = new JsonMapper();

  private VectorFiles() {}

  /// Reads what a vector describes.
  public interface Reader {

    /// @return the result as JSON, or the code of the refusal
    Outcome read(JsonNode vector) throws Exception;
  }

  /// @param expect as a vector has it
  public record Outcome(JsonNode expect) {

    public static Outcome ok(Object result) {
      return new Outcome(JSON.valueToTree(Map.of("ok", result)));
    }

    public static Outcome refused(String reason) {
      return new Outcome(JSON.valueToTree(Map.of("refused", reason)));
    }
  }

  /// All vectors of these formats; at least one of each.
  public static Stream<DynamicTest> run(Set<String> formats, Reader reader) throws IOException {
    var vectors = all().stream().filter(vector -> formats.contains(format(vector))).toList();
    assertEquals(formats, Set.copyOf(vectors.stream().map(VectorFiles::format).toList()));
    return vectors.stream()
        .map(vector ->
            DynamicTest.dynamicTest(
                vector.get("name").asString(),
                () ->
                    assertEquals(
                        vector.get("expect"),
                        reader.read(vector).expect(),
                        vector.get("says").asString())));
  }

  public static byte[] octets(JsonNode vector, String member) {
    return Base64.getUrlDecoder().decode(vector.get(member).asString());
  }

  static String format(JsonNode vector) {
    return vector.get("format").asString();
  }

  static List<JsonNode> all() throws IOException {
    try (var files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(file -> JSON.readTree(file.toFile()))
          .toList();
    }
  }
}
