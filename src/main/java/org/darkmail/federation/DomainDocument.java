package org.darkmail.federation;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.darkmail.address.Domain;
import org.darkmail.openpgp.Certificate;
import org.darkmail.openpgp.DomainKey;
import org.darkmail.openpgp.Refusal;
import org.darkmail.openpgp.Statement;
import org.darkmail.routing.Json;
import org.darkmail.routing.JsonWriter;
import org.darkmail.routing.Malformed;

/// The domain document of spec 60.1: its form, its signature, its chain of rotations. A value of
/// this type has been checked against itself; whether its certificate is the pinned one is for
/// [Peers].
record DomainDocument(Certificate certificate, List<Base> bases, List<byte[]> rotations) {
  static final int MAX_OCTETS = 64 * 1024;
  private static final int MAX_BASES = 8;
  private static final int MAX_ROTATIONS = 32;
  private static final String TYPE = "darkmail/domain/1";
  private static final String ROTATION = "darkmail/rotation/1";

  /// @param plain whether bases may be `http`
  static DomainDocument read(byte[] document, Domain domain, boolean plain)
      throws Malformed, Refusal {
    var outer = Json.parse(document);
    var certificate = Certificate.parse(outer.bytes("certificate"), domain.name());
    var json = Json.parse(Statement.verify(outer.bytes("statement"), certificate, TYPE));
    expect(json.text("domain").equals(domain.name()), "domain");
    expect(json.number("version") == 1, "version");
    expect(json.text("fingerprint").equals(certificate.fingerprint()), "fingerprint");
    expect(json.text("relay").equals("darkmail@" + domain.name()), "relay");
    json.time("time");
    var bases = new ArrayList<Base>();
    for (var text : json.texts("blobs")) {
      bases.add(Base.of(text, plain).orElseThrow(() -> new Malformed("blobs")));
    }
    expect(bases.size() <= MAX_BASES, "blobs");
    var rotations = outer.octets("rotations");
    expect(rotations.size() <= MAX_ROTATIONS, "rotations");
    return new DomainDocument(certificate, bases, rotations);
  }

  /// Whether the pinned certificate has, in one or more steps, each signed by the older key, handed
  /// over to this document's. Steps before the pinned one are passed over.
  boolean follows(Certificate pinned, Domain domain) {
    var holder = pinned;
    for (var rotation : rotations) {
      try {
        var json = Json.parse(Statement.verify(rotation, holder, ROTATION));
        var next = Certificate.parse(json.bytes("certificate"), domain.name());
        expect(json.text("domain").equals(domain.name()), "domain");
        expect(json.text("from").equals(holder.fingerprint()), "from");
        expect(json.text("to").equals(next.fingerprint()), "to");
        holder = next;
      } catch (Malformed | Refusal e) {
        // Not a step of the holder's; perhaps the next one is.
      }
    }
    return holder.fingerprint().equals(certificate.fingerprint());
  }

  /// The document that a domain serves about itself.
  static byte[] write(DomainKey key, Domain domain, Base base, Instant time, SecureRandom random) {
    var certificate = key.certificate();
    var statement =
        new JsonWriter()
            .text("type", TYPE)
            .text("domain", domain.name())
            .number("version", 1)
            .text("fingerprint", certificate.fingerprint())
            .text("relay", "darkmail@" + domain.name())
            .texts("blobs", List.of(base.url()))
            .time("time", time)
            .octets();
    return new JsonWriter()
        .bytes("certificate", certificate.encoded())
        .bytes("statement", Statement.sign(key, statement, time, random))
        .octets("rotations", List.of())
        .octets();
  }

  private static void expect(boolean holds, String what) throws Malformed {
    if (!holds) {
      throw new Malformed(what);
    }
  }
}
