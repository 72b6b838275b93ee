package org.darkmail.openpgp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Instant;
import org.bouncycastle.openpgp.PGPEncryptedDataList;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPOnePassSignatureList;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSessionKey;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;
import org.bouncycastle.openpgp.operator.bc.BcSessionKeyDataDecryptorFactory;
import org.junit.jupiter.api.Test;

/// What we write is OpenPGP: another implementation, bcpg, reads it. (It does not know algorithm
/// 35, the browser's library does; see `docs/vectors`.)
class BouncyCastleTest {

  private static final Instant NOW = Instant.parse("2026-11-22T06:00:00Z");
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final DomainKey KEY = DomainKey.generate("south.test", NOW, RANDOM);
  private static final byte[] JSON = "{\"type\":\"darkmail/answer/1\"}".getBytes(UTF_8);

  @Test
  void theCertificateAndItsSelfSignaturesVerify() throws Exception {
    var ring = ring();
    var primary = ring.getPublicKey();
    assertEquals(6, primary.getVersion());
    assertEquals(KEY.certificate().created(), primary.getCreationTime().toInstant());
    assertEquals("south.test", primary.getUserIDs().next());
    var direct = primary.getSignaturesOfType(Policy.DIRECT_KEY).next();
    direct.init(new BcPGPContentVerifierBuilderProvider(), primary);
    assertTrue(direct.verifyCertification(primary));
    var certification = primary.getSignaturesForID("south.test").next();
    certification.init(new BcPGPContentVerifierBuilderProvider(), primary);
    assertTrue(certification.verifyCertification("south.test", primary));
  }

  @Test
  void theStatementInsideASealedPacketVerifies() throws Exception {
    var contentKey = new byte[32];
    RANDOM.nextBytes(contentKey);
    var form = Form.of("darkmail/answer/1", 4);
    var packet = Seipd.seal(form, JSON, KEY, NOW, contentKey, RANDOM);
    var list = (PGPEncryptedDataList) new BcPGPObjectFactory(packet).nextObject();
    var session = new PGPSessionKey(Policy.AES256, contentKey);
    var data =
        list.extractSessionKeyEncryptedData()
            .getDataStream(new BcSessionKeyDataDecryptorFactory(session));
    var inner = new BcPGPObjectFactory(data);
    var onePass = ((PGPOnePassSignatureList) inner.nextObject()).get(0);
    onePass.init(new BcPGPContentVerifierBuilderProvider(), ring().getPublicKey());
    var content = ((PGPLiteralData) inner.nextObject()).getInputStream().readAllBytes();
    onePass.update(content);
    assertTrue(onePass.verify(((PGPSignatureList) inner.nextObject()).get(0)));
    assertArrayEquals(JSON, content);
  }

  private static PGPPublicKeyRing ring() throws Exception {
    return new PGPPublicKeyRing(KEY.certificate().encoded(), new BcKeyFingerprintCalculator());
  }
}
