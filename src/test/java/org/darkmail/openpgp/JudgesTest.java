package org.darkmail.openpgp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Programs that share no code with us judge the files of `docs/vectors`, those made by Java and
/// those made by JavaScript: they open and verify the good ones and refuse the bad ones. So the two
/// languages have not merely agreed with each other. All come from Debian:
///
/// | | sqop (13) | rsop (13) | gosop (13) | gosop (14) |
/// |---|---|---|---|---|
/// | made of | Sequoia | rpgp | GopenPGP | GopenPGP |
/// | opens AES-256-GCM by its content key | yes | yes, behind a PKESK | yes | yes |
/// | verifies a statement by a certificate with a subkey of algorithm 35 | yes | yes | yes | yes |
/// | says whether a certificate is of an address | yes | panics | no | no |
/// | opens and seals by algorithm 35 | no | panics | no | **yes** |
///
/// They read the clock, which must be past the times in the vectors.
@EnabledIfSystemProperty(
    named = Judge.FOLDER,
    matches = ".+",
    disabledReason = "the judges are fetched by ./darkmail test, which always runs this")
class JudgesTest {

  static final String[] JUDGES = {"sqop", "rsop", "gosop", "gosop-forky"};

  /// The one that knows ML-KEM-768+X25519.
  private static final String POST_QUANTUM = "gosop-forky";

  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource("byEachJudge")
  void opensOurBlobsByTheirContentKeys(String judge, String maker) throws IOException {
    for (var name : blobsOf(maker)) {
      var vector = vector(name);
      var said = judge(judge).openByKey(octets(vector, "blob"), octets(vector, "key"));
      assertTrue(said.agrees(), name);
      assertEquals(vector.at("/expect/ok/sha256").asString(), hash(said.out()), name);
    }
  }

  @ParameterizedTest
  @MethodSource("byEachJudge")
  void refusesABlobWithOneBitFlippedWhereverItIs(String judge, String maker) throws IOException {
    for (var name : blobsOf(maker)) {
      var vector = vector(name);
      var blob = octets(vector, "blob");
      for (var at : new int[] {6 + 4, 6 + 36, blob.length / 2, blob.length - 1}) {
        var said = judge(judge).openByKey(flipped(blob, at), octets(vector, "key"));
        assertFalse(said.agrees(), name + " at " + at);
      }
    }
  }

  @ParameterizedTest
  @FieldSource("JUDGES")
  void refusesTheBlobsThatWeRefuseAsDamaged(String judge) throws IOException {
    for (var name : new String[] {"flipped", "truncated", "reordered-chunks", "dropped-chunk"}) {
      var vector = vector("blob-" + name);
      var said = judge(judge).openByKey(octets(vector, "blob"), octets(vector, "key"));
      assertFalse(said.agrees(), name);
    }
  }

  @ParameterizedTest
  @MethodSource("byEachJudge")
  void verifiesOurStatementsAndTakesNoOther(String judge, String maker) throws Exception {
    var vector = vector("statement-" + maker);
    var statement = octets(vector, "statement");
    var by = octets(vector, "by");
    var said = judge(judge).verify(statement, by);
    assertTrue(said.agrees());
    assertArrayEquals(octets(vector.get("expect"), "ok"), said.out());
    assertEquals(Certificate.parse(by).fingerprint(), said.signer());
    // 100 octets from the start it is within the JSON, 10 from the end within the signature.
    for (var at : new int[] {100, statement.length - 10}) {
      assertFalse(judge(judge).verify(flipped(statement, at), by).agrees(), "at " + at);
    }
    var other = octets(vector("certificate-" + maker), "certificate");
    assertFalse(judge(judge).verify(statement, other).agrees(), "by somebody else");
  }

  @ParameterizedTest
  @FieldSource("JUDGES")
  void refusesTheStatementsThatWeRefuseAsForged(String judge) throws IOException {
    for (var name : new String[] {"altered", "foreign-signature", "claimed-signature"}) {
      var vector = vector("statement-" + name);
      var said = judge(judge).verify(octets(vector, "statement"), octets(vector, "by"));
      assertFalse(said.agrees(), name);
    }
  }

  @ParameterizedTest
  @FieldSource("JUDGES")
  void opensAnAnswerOfTheDirectoryAndNamesItsSigner(String judge) throws Exception {
    var vector = vector("answer-ok");
    var answer = octets(vector, "answer");
    var by = octets(vector, "by");
    var said = judge(judge).openByKey(answer, octets(vector, "key"), by);
    assertTrue(said.agrees());
    assertArrayEquals(octets(vector.get("expect"), "ok"), said.out());
    assertEquals(Certificate.parse(by).fingerprint(), said.signer());
    var foreign = vector("answer-foreign-signature");
    var unproved = judge(judge).openByKey(octets(foreign, "answer"), octets(foreign, "key"), by);
    assertEquals("", unproved.signer(), "somebody else signed it");
    var damaged = judge(judge).openByKey(flipped(answer, 1_000), octets(vector, "key"), by);
    assertFalse(damaged.agrees());
  }

  /// Algorithm 35 is ours here; what it protects is judged.
  @ParameterizedTest
  @MethodSource("byEachJudge")
  void opensWhatASealedMessageProtectsAndNamesItsSigner(String judge, String maker)
      throws Exception {
    var vector = vector("sealed-" + maker);
    var in = new Octets(octets(vector, "message"));
    var pkesk = in.packet(Packets.PKESK);
    pkesk.take(3);
    var contentKey = DomainKey.parse(octets(vector, "secretKey")).subkey().unwrap(pkesk);
    var seipd = in.rest();
    var by = octets(vector, "by");
    var said = judge(judge).openByKey(seipd, contentKey, by);
    assertTrue(said.agrees());
    assertArrayEquals(octets(vector.get("expect"), "ok"), said.out());
    assertEquals(Certificate.parse(by).fingerprint(), said.signer());
    assertFalse(judge(judge).openByKey(flipped(seipd, 500), contentKey, by).agrees());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sealed-ok",
        "sealed-ok-largest",
        "sealed-ok-unsigned",
        "sealed-from-javascript",
        "query-ok",
        "query-from-javascript"
      })
  void opensByAlgorithm35WhatWeSealedAndNotWhatIsDamaged(String name) throws IOException {
    var vector = vector(name);
    var message = octets(vector, "message");
    var secretKey = octets(vector, "secretKey");
    var said = judge(POST_QUANTUM).open(message, secretKey);
    assertTrue(said.agrees());
    assertArrayEquals(octets(vector.get("expect"), "ok"), said.out());
    // In turn the X25519 share, the ML-KEM ciphertext, the wrapped key, the ciphertext, its tag.
    for (var at : new int[] {10, 100, 1_160, 1_300, message.length - 1}) {
      assertFalse(judge(POST_QUANTUM).open(flipped(message, at), secretKey).agrees(), "at " + at);
    }
  }

  @Test
  void doesNotOpenByAlgorithm35WhatIsSealedToAnother() throws IOException {
    var vector = vector("sealed-wrong-recipient");
    var said = judge(POST_QUANTUM).open(octets(vector, "message"), octets(vector, "secretKey"));
    assertFalse(said.agrees());
  }

  @ParameterizedTest
  @ValueSource(strings = {"sealed-ok", "sealed-from-javascript"})
  void sealsByAlgorithm35WhatWeOpen(String name) throws Exception {
    var key = DomainKey.parse(octets(vector(name), "secretKey"));
    var content = "Sealed by somebody else.\n";
    var said = judge(POST_QUANTUM).seal(content.getBytes(UTF_8), key.certificate().encoded());
    assertTrue(said.agrees());
    var in = new Octets(dearmored(said.out()));
    var pkesk = in.packet(Packets.PKESK);
    assertEquals(6, pkesk.u8());
    var recipient = pkesk.slice(pkesk.u8()); // which spec 10.3 leaves empty
    assertEquals(6, recipient.u8());
    assertArrayEquals(key.subkey().packet().fingerprint(), recipient.rest());
    assertEquals(Policy.MLKEM768_X25519, pkesk.u8());
    var contentKey = key.subkey().unwrap(pkesk);
    assertEquals(content, Rfc9980Test.decrypted(in.rest(), contentKey));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bad-self-signature", "bad-binding"})
  void sealsToNoCertificateThatWeRefuseAsForged(String name) throws IOException {
    var certificate = octets(vector("certificate-" + name), "certificate");
    assertFalse(judge(POST_QUANTUM).seal(new byte[1], certificate).agrees());
  }

  @ParameterizedTest
  @ValueSource(strings = {"certificate-ok", "certificate-ok-sha256", "certificate-from-javascript"})
  void findsACertificateToBeOfItsAddressAndOfNoOther(String name) throws IOException {
    var certificate = octets(vector(name), "certificate");
    var address = vector(name).get("userId").asString();
    assertTrue(judge("sqop").isOf(address, certificate).agrees());
    assertFalse(judge("sqop").isOf("eve@south.test", certificate).agrees());
  }

  @Test
  void findsNoAddressInACertificateWhoseCertificationIsForged() throws IOException {
    var vector = vector("certificate-bad-certification");
    var address = vector.get("userId").asString();
    assertFalse(judge("sqop").isOf(address, octets(vector, "certificate")).agrees());
  }

  static Stream<Arguments> byEachJudge() {
    return Stream.of(JUDGES)
        .flatMap(
            judge -> Stream.of("ok", "from-javascript").map(maker -> Arguments.of(judge, maker)));
  }

  private static String[] blobsOf(String maker) {
    return maker.equals("ok")
        ? new String[] {"blob-ok", "blob-ok-empty", "blob-ok-two-chunks"}
        : new String[] {"blob-from-javascript"};
  }

  private Judge judge(String program) throws IOException {
    return new Judge(program, Files.createTempDirectory(folder, program));
  }

  private static JsonNode vector(String name) throws IOException {
    return JSON.readTree(Files.readAllBytes(Path.of("docs/vectors", name + ".json")));
  }

  private static byte[] octets(JsonNode vector, String member) {
    return Base64.getUrlDecoder().decode(vector.get(member).asString());
  }

  private static byte[] flipped(byte[] octets, int at) {
    var other = octets.clone();
    other[at] ^= 1;
    return other;
  }

  private static byte[] dearmored(byte[] text) {
    var lines = new String(text, UTF_8);
    var body = lines.substring(lines.indexOf("\n\n"), lines.indexOf("\n-----END"));
    return Base64.getMimeDecoder().decode(body.replaceFirst("\n=.{4}$", ""));
  }

  private static String hash(byte[] octets) {
    return Vector.base64(KeyPacket.digest("SHA-256", octets));
  }
}
