package org.darkmail.openpgp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.Base64;
import java.util.Objects;
import org.bouncycastle.openpgp.PGPEncryptedDataList;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPSessionKey;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.operator.bc.BcSessionKeyDataDecryptorFactory;
import org.junit.jupiter.api.Test;

/// The sample of RFC 9980 (version 6 key with EdDSA and ML-KEM-768+X25519) is opened by our
/// algorithm 35: the judge that both languages did not merely agree with each other. The profile
/// itself refuses the sample, which names its recipient and uses OCB.
class Rfc9980Test {

  @Test
  void theSampleMessageOpensWithTheSampleKey() throws Exception {
    var message = new Octets(dearmored("v6-eddsa-sample-message.asc"));
    var pkesk = message.packet(Packets.PKESK);
    assertEquals(6, pkesk.u8());
    var recipient = pkesk.slice(pkesk.u8());
    assertEquals(6, recipient.u8());
    var key = subkey();
    assertEquals(Vector.base64(key.packet().fingerprint()), Vector.base64(recipient.rest()));
    assertEquals(35, pkesk.u8());
    var sessionKey = key.unwrap(pkesk);
    assertEquals("Testing\n", decrypted(message.rest(), sessionKey));
  }

  @Test
  void theProfileRefusesTheSampleCertificate() throws Exception {
    var encoded = dearmored("v6-eddsa-sample-pk.asc");
    var refusal = assertThrows(Refusal.class, () -> Certificate.parse(encoded));
    assertEquals(Refusal.Reason.POLICY, refusal.reason());
  }

  private static KemKey subkey() throws IOException, Refusal {
    var in = new Octets(dearmored("v6-eddsa-sample-sk.asc"));
    in.packet(Packets.SECRET_KEY);
    in.packet(Packets.SIGNATURE);
    in.packet(Packets.USER_ID);
    in.packet(Packets.SIGNATURE);
    var body = in.packet(Packets.SECRET_SUBKEY);
    var packet = KeyPacket.parse(body);
    assertEquals(0, body.u8(), "unlocked");
    return KemKey.of(packet, body.rest());
  }

  /// The data is for Bouncy Castle, since ours does not read OCB.
  static String decrypted(byte[] seipd, byte[] sessionKey) throws IOException, PGPException {
    var list = (PGPEncryptedDataList) new BcPGPObjectFactory(seipd).nextObject();
    var data =
        list.extractSessionKeyEncryptedData()
            .getDataStream(
                new BcSessionKeyDataDecryptorFactory(new PGPSessionKey(Policy.AES256, sessionKey)));
    for (var object : new BcPGPObjectFactory(data)) {
      if (object instanceof PGPLiteralData literal) {
        return new String(literal.getInputStream().readAllBytes(), UTF_8);
      }
    }
    throw new AssertionError("no literal");
  }

  private static byte[] dearmored(String file) throws IOException {
    try (var in = Rfc9980Test.class.getResourceAsStream("/rfc9980/" + file)) {
      var text = new String(Objects.requireNonNull(in).readAllBytes(), US_ASCII);
      var body = text.substring(text.indexOf("\n\n"), text.indexOf("\n-----END"));
      return Base64.getMimeDecoder().decode(body);
    }
  }
}
