package org.darkmail.openpgp;

import static org.darkmail.openpgp.Refusal.Reason.TOO_LARGE;
import static org.darkmail.openpgp.Refusal.Reason.UNSIGNED;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;

/// Signed, public JSON (spec 10.2): a one-pass signature, literal data, a signature.
public final class Statement {

  /// The most that signing adds: one-pass packet, header and fields of the literal, signature
  /// packet.
  static final int OVERHEAD = 72 + Packets.LONG_HEADER + Literal.FIELDS_LENGTH + 154;

  private Statement() {}

  /// Signs JSON whose member `type` says what it is.
  ///
  /// @param time by the own clock; kept to the second, and never before the key's own
  /// @return at most 238 octets more than the JSON
  public static byte[] sign(DomainKey by, byte[] json, Instant time, SecureRandom random) {
    var signature =
        Signature.make(Policy.BINARY, Map.of(), by.primary(), time.getEpochSecond(), random, json);
    return Packets.concat(
        Packets.packet(Packets.ONE_PASS_SIGNATURE, onePass(signature, by.primary().packet())),
        Literal.packet(json),
        Packets.packet(Packets.SIGNATURE, signature.body()));
  }

  /// Checks a statement that stands alone, at most 16,384 octets.
  ///
  /// @param type the only one taken, such as `darkmail/binding/1`
  /// @return the octets of the JSON, an object without duplicate names whose member `type` is as
  ///   expected
  /// @throws Refusal `too-large`, `malformed`, `policy`, `unsigned`, `wrong-signer`,
  ///   `bad-signature`, `wrong-type`
  public static byte[] verify(byte[] statement, Certificate by, String type) throws Refusal {
    if (statement.length > Policy.MAX_STATEMENT) {
      throw new Refusal(TOO_LARGE);
    }
    var in = new Octets(statement);
    var json = read(in, by);
    Policy.require(in.isEmpty());
    return Json.ofType(type, json);
  }

  /// The three packets, wherever they stand.
  static byte[] read(Octets in, Certificate by) throws Refusal {
    if (in.next(Packets.LITERAL)) {
      throw new Refusal(UNSIGNED);
    }
    var onePass = in.packet(Packets.ONE_PASS_SIGNATURE).rest();
    var json = Literal.content(in.packet(Packets.LITERAL));
    var signature = Signature.parse(in.packet(Packets.SIGNATURE));
    Policy.statement(signature);
    signature.verify(by.primary(), json);
    // The signature does not cover it, so it may say nothing of its own.
    Policy.require(Arrays.equals(onePass, onePass(signature, by.primary())));
    return json;
  }

  /// RFC 9580 §5.4, version 6; the last octet says that no other signature follows.
  private static byte[] onePass(Signature signature, KeyPacket key) {
    return Packets.concat(
        Packets.octets(
            Policy.VERSION,
            Policy.BINARY,
            signature.hash(),
            Policy.ED25519,
            signature.salt().length),
        signature.salt(),
        key.fingerprint(),
        Packets.octets(1));
  }
}
