package org.darkmail.directory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.darkmail.account.AccountId;
import org.darkmail.account.Secrets;
import org.darkmail.account.Throttle;
import org.darkmail.address.Address;
import org.darkmail.address.Domain;
import org.darkmail.openpgp.Certificate;
import org.darkmail.openpgp.DomainKey;
import org.darkmail.openpgp.Form;
import org.darkmail.openpgp.Refusal;
import org.darkmail.openpgp.Sealed;
import org.darkmail.openpgp.Seipd;
import org.darkmail.openpgp.Statement;
import org.darkmail.routing.Json;
import org.darkmail.routing.JsonWriter;
import org.darkmail.routing.Malformed;
import org.darkmail.routing.Sha256;

/// The certificates of this domain's users.
@ApplicationScoped
@Transactional
public class Directory {

  private static final Form QUERY = Form.of("darkmail/query/1", 2);
  private static final Form ANSWER = Form.of("darkmail/answer/1", 4, 8, 16);

  /// Of one address, in one answer (spec 60.4).
  private static final int MOST_BINDINGS = 16;

  /// 600 queries of a domain at once, then ten a second.
  private static final Throttle.Rule PER_DOMAIN =
      new Throttle.Rule(600, Duration.ofMillis(100), Duration.ofMinutes(1), Duration.ofMillis(100));

  private final EntityManager database;
  private final DomainKey key;
  private final InstantSource time;
  private final SecureRandom random;
  private final Throttle byDomain;

  @Inject
  Directory(
      EntityManager database,
      DomainKey key,
      Secrets secrets,
      InstantSource time,
      SecureRandom random) {
    this.database = database;
    this.key = key;
    this.time = time;
    this.random = random;
    this.byDomain = new Throttle(PER_DOMAIN, secrets, time);
  }

  /// Binds a certificate to an account's address, after those that it has had.
  ///
  /// @param certificate its User ID is the address
  public Binding register(AccountId account, Address address, Certificate certificate) {
    if (!certificate.userId().equals(address.toString())) {
      throw new IllegalArgumentException("certificate of another address");
    }
    var before = bindings(address);
    var sequence = before.isEmpty() ? 1 : before.getFirst().sequence() + 1;
    var previous = before.isEmpty() ? null : Sha256.of(before.getFirst().statement()).text();
    var now = time.instant();
    var json =
        new JsonWriter()
            .text("type", "darkmail/binding/1")
            .text("address", address.toString())
            .text("fingerprint", certificate.fingerprint())
            .number("sequence", sequence)
            .time("time", now)
            .text("previous", previous)
            .octets();
    var statement = Statement.sign(key, json, now, random);
    var row = new BindingRow(account, address, sequence, certificate, statement);
    database.persist(row);
    return row.binding();
  }

  /// Newest first, at most 16; empty if the address is unknown.
  public List<Binding> bindings(Address address) {
    return database
        .createQuery(
            "select b from BindingRow b where b.address = :address order by b.sequence desc",
            BindingRow.class)
        .setParameter("address", address.toString())
        .setMaxResults(MOST_BINDINGS)
        .getResultStream()
        .map(BindingRow::binding)
        .toList();
  }

  /// Answers a vault's sealed query (spec 60.3). For the usual case of one binding, the answers for
  /// a known and for an unknown address have the same size.
  ///
  /// @param origin the domain that has sent it
  public Reply answer(byte[] query, Domain origin) {
    if (byDomain.admit(origin.name()).isPresent()) {
      return new Reply.Limit();
    }
    try {
      var asked = Json.parse(Sealed.openUnsigned(QUERY, query, key));
      var text = asked.text("address");
      asked.time("time");
      var contentKey = asked.bytes("key", Seipd.KEY_LENGTH);
      var address = Address.of(text).filter(normal -> normal.toString().equals(text));
      return address.isEmpty()
          ? new Reply.BadQuery()
          : new Reply.Answered(sealed(Sha256.of(query), address.get(), contentKey));
    } catch (Refusal | Malformed _) {
      return new Reply.BadQuery();
    }
  }

  private byte[] sealed(Sha256 query, Address address, byte[] contentKey) {
    var bindings = bindings(address);
    var json =
        new JsonWriter()
            .text("type", "darkmail/answer/1")
            .text("query", query.text())
            .text("address", address.toString())
            .flag("found", !bindings.isEmpty());
    if (bindings.isEmpty()) {
      json.text("certificate", null);
    } else {
      json.bytes("certificate", bindings.getFirst().certificate());
    }
    var now = time.instant();
    json.octets("bindings", bindings.stream().map(Binding::statement).toList()).time("time", now);
    return Seipd.seal(ANSWER, json.octets(), key, now, contentKey, random);
  }
}
