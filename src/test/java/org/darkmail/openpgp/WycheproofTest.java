package org.darkmail.openpgp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.darkmail.openpgp.Refusal.Reason;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The primitives below the profile, called as the profile calls them, against C2SP/wycheproof
/// (`src/test/resources/wycheproof`, with its licence).
class WycheproofTest {

  /// One case, of the group that it stands in.
  private record Case(JsonNode group, JsonNode test) {

    byte[] octets(String member) {
      var node = test.has(member) ? test.get(member) : group.get(member);
      return HexFormat.of().parseHex(node.asString());
    }

    boolean is(String result) {
      return test.get("result").asString().equals(result);
    }

    int inGroup(String member) {
      return group.get(member).asInt();
    }
  }

  private interface Check {
    void run(Case each) throws GeneralSecurityException, Refusal;
  }

  @TestFactory
  List<DynamicTest> x25519() {
    return tests(
        "x25519_test",
        518,
        each -> true,
        each -> {
          var shared = new byte[32];
          var agreed =
              X25519.calculateAgreement(
                  each.octets("private"), 0, each.octets("public"), 0, shared, 0);
          assertArrayEquals(each.octets("shared"), shared);
          assertEquals(
              !Arrays.equals(new byte[32], shared),
              agreed,
              "a shared secret of zeros is no agreement");
        });
  }

  @TestFactory
  List<DynamicTest> ed25519() {
    return tests(
        "ed25519_test",
        151,
        each -> true,
        each -> {
          var signature = each.octets("sig");
          var message = each.octets("msg");
          var key = each.group().get("publicKey").get("pk").asString();
          // Signature.parse takes 64 octets and no others.
          var valid =
              signature.length == Ed25519.SIGNATURE_SIZE
                  && Ed25519.verify(
                      signature, 0, HexFormat.of().parseHex(key), 0, message, 0, message.length);
          assertEquals(each.is("valid"), valid);
        });
  }

  @TestFactory
  List<DynamicTest> aesGcm() {
    return tests(
        "aes_gcm_test",
        66,
        each -> each.inGroup("keySize") == 256 && each.inGroup("ivSize") == 96,
        each -> {
          var cipher = Cipher.getInstance("AES/GCM/NoPadding");
          var key = new SecretKeySpec(each.octets("key"), "AES");
          cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(128, each.octets("iv")));
          cipher.updateAAD(each.octets("aad"));
          var sealed = Packets.concat(each.octets("ct"), each.octets("tag"));
          if (each.is("valid")) {
            assertArrayEquals(each.octets("msg"), cipher.doFinal(sealed));
          } else {
            assertThrows(GeneralSecurityException.class, () -> cipher.doFinal(sealed));
          }
        });
  }

  @TestFactory
  List<DynamicTest> aesKeyWrap() {
    return tests(
        "aes_wrap_test",
        68,
        each -> each.inGroup("keySize") == 256,
        each -> {
          var key = each.octets("key");
          var wrapped = each.octets("ct");
          if (wrapped.length != Kem.WRAPPED_LENGTH || each.is("invalid")) {
            var refusal = assertThrows(Refusal.class, () -> Kem.unwrap(key, wrapped));
            var reason = wrapped.length == Kem.WRAPPED_LENGTH ? Reason.NOT_FOR_US : Reason.POLICY;
            assertEquals(reason, refusal.reason());
          } else {
            assertArrayEquals(each.octets("msg"), Kem.unwrap(key, wrapped));
            assertArrayEquals(wrapped, Kem.keyWrap(Cipher.ENCRYPT_MODE, key, each.octets("msg")));
          }
        });
  }

  @TestFactory
  List<DynamicTest> hkdfSha256() {
    return tests(
        "hkdf_sha256_test",
        83,
        each -> !each.is("invalid"),
        each -> {
          var hkdf = new HKDFBytesGenerator(new SHA256Digest());
          hkdf.init(
              new HKDFParameters(each.octets("ikm"), each.octets("salt"), each.octets("info")));
          var okm = new byte[each.test().get("size").asInt()];
          hkdf.generateBytes(okm, 0, okm.length);
          assertArrayEquals(each.octets("okm"), okm);
        });
  }

  @TestFactory
  List<DynamicTest> mlKem768() {
    return tests(
        "mlkem_768_test",
        193,
        each -> true,
        each -> {
          var seed = each.octets("seed");
          var ciphertext = each.octets("c");
          if (each.is("invalid")) {
            // KemKey checks both lengths before Bouncy Castle sees them.
            assertTrue(
                seed.length != KemKey.SEED_LENGTH
                    || ciphertext.length != Kem.MLKEM_CIPHERTEXT_LENGTH);
            return;
          }
          var key = new MLKEMPrivateKeyParameters(MLKEMParameters.ml_kem_768, seed);
          assertArrayEquals(each.octets("ek"), key.getPublicKey());
          assertArrayEquals(each.octets("K"), new MLKEMExtractor(key).extractSecret(ciphertext));
        });
  }

  private static List<DynamicTest> tests(
      String file, int count, Predicate<Case> used, Check check) {
    var tests = new ArrayList<DynamicTest>();
    for (var group : read(file).get("testGroups")) {
      for (var test : group.get("tests")) {
        var each = new Case(group, test);
        if (used.test(each)) {
          tests.add(dynamicTest(file + " " + test.get("tcId"), () -> check.run(each)));
        }
      }
    }
    assertEquals(count, tests.size(), "cases of " + file + " that the profile uses");
    return tests;
  }

  private static JsonNode read(String file) {
    try (var in = WycheproofTest.class.getResourceAsStream("/wycheproof/" + file + ".json")) {
      return new JsonMapper().readTree(Objects.requireNonNull(in));
    } catch (IOException fault) {
      throw new IllegalStateException(fault);
    }
  }
}
