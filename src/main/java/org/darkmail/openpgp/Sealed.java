package org.darkmail.openpgp;

import java.security.SecureRandom;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A sealed message (spec 10.3): encrypted to one certificate, of one of the sizes of its form,
/// signed or *unsigned* as the place where it is used says.
public final class Sealed {

  /// Version and length of the (missing) fingerprint, algorithm (RFC 9580 §5.1.2).
  private static final byte[] ANONYMOUS = Packets.octets(Policy.VERSION, 0, Policy.MLKEM768_X25519);

  /// A two-octet length makes it 1,167.
  private static final int PKESK_LENGTH = 3 + ANONYMOUS.length + Kem.FIELDS_LENGTH;

  private static final int OVERHEAD = PKESK_LENGTH + Seipd.OVERHEAD;

  private Sealed() {}

  /// The most octets of JSON that [#seal] takes for this form if it is signed (about 1,600 less
  /// than its largest size).
  public static int room(Form form) {
    return form.largest() - OVERHEAD - Packets.LONG_HEADER - Statement.OVERHEAD;
  }

  /// Signs the JSON and seals it.
  ///
  /// @param json an object with the form's `type`
  /// @param time the signature's, by the own clock
  /// @throws IllegalArgumentException if there are more than [#room] octets
  public static byte[] seal(
      Form form, byte[] json, Certificate to, DomainKey by, Instant time, SecureRandom random) {
    return seal(form, Statement.sign(by, json, time, random), to, random);
  }

  /// Seals JSON *unsigned*.
  ///
  /// @throws IllegalArgumentException if it does not fit into the largest size
  public static byte[] sealUnsigned(Form form, byte[] json, Certificate to, SecureRandom random) {
    return seal(form, Literal.packet(json), to, random);
  }

  /// Opens a message that must be signed by this certificate.
  ///
  /// @return the octets of the JSON, an object without duplicate names whose `type` is the form's
  /// @throws Refusal any of spec 10.6
  public static byte[] open(Form form, byte[] message, DomainKey with, Certificate by)
      throws Refusal {
    return openFrom(form, message, with, by);
  }

  /// Opens a message that must be *unsigned*.
  ///
  /// @return as [#open]
  /// @throws Refusal any of spec 10.6 but those about signatures; `policy` if it is signed
  public static byte[] openUnsigned(Form form, byte[] message, DomainKey with) throws Refusal {
    return openFrom(form, message, with, null);
  }

  private static byte[] seal(Form form, byte[] content, Certificate to, SecureRandom random) {
    var size = form.sizeFor(content.length + OVERHEAD + Packets.LONG_HEADER);
    var padding = Padding.packet(size - OVERHEAD - content.length, random);
    var contentKey = new byte[Seipd.KEY_LENGTH];
    random.nextBytes(contentKey);
    try {
      var pkesk = Packets.concat(ANONYMOUS, to.kem().wrap(contentKey, random));
      return Packets.concat(
          Packets.packet(Packets.PKESK, pkesk),
          Seipd.encrypt(Packets.concat(content, padding), contentKey, random));
    } finally {
      Kem.wipe(contentKey);
    }
  }

  private static byte[] openFrom(
      Form form, byte[] message, DomainKey with, @Nullable Certificate by) throws Refusal {
    form.check(message.length);
    var in = new Octets(message);
    var pkesk = in.packet(Packets.PKESK);
    for (var field : ANONYMOUS) {
      Policy.require(pkesk.u8() == field);
    }
    var seipd = in.longPacket(Packets.SEIPD);
    Policy.require(in.isEmpty());

    var contentKey = with.subkey().unwrap(pkesk);
    byte[] inner;
    try {
      inner = Seipd.decrypt(seipd, contentKey);
    } finally {
      Kem.wipe(contentKey);
    }
    var packets = new Octets(inner);
    var json =
        by == null ? Literal.content(packets.packet(Packets.LITERAL)) : Statement.read(packets, by);
    Padding.end(packets);
    return Json.ofType(form.type(), json);
  }
}
