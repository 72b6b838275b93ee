package org.darkmail.federation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.darkmail.address.Domain;
import org.darkmail.openpgp.Certificate;
import org.darkmail.openpgp.Refusal;
import org.darkmail.openpgp.VectorFiles;
import org.darkmail.openpgp.VectorFiles.Outcome;
import org.darkmail.routing.Malformed;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/// Domain documents, and the step from the pinned certificate (spec 60.1), as the browser reads
/// them too.
class DocumentVectorsTest {

  @TestFactory
  Stream<DynamicTest> eachFile() throws IOException {
    return VectorFiles.run(Set.of("document"), DocumentVectorsTest::read);
  }

  private static Outcome read(JsonNode vector) throws Refusal {
    try {
      var domain = Domain.parse(vector.get("domain").asString());
      var octets = vector.get("document").toString().getBytes(UTF_8);
      var document = DomainDocument.read(octets, domain, false);
      if (!vector.get("pinned").isNull()) {
        var pinned = Certificate.parse(VectorFiles.octets(vector, "pinned"));
        var same = pinned.fingerprint().equals(document.certificate().fingerprint());
        if (!same && !document.follows(pinned, domain)) {
          return Outcome.refused("domain-key-changed");
        }
      }
      return Outcome.ok(Map.of("fingerprint", document.certificate().fingerprint()));
    } catch (Refusal refusal) {
      return Outcome.refused(refusal.reason().code());
    } catch (Malformed malformed) {
      return Outcome.refused("malformed");
    }
  }
}
