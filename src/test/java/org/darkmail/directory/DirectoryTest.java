package org.darkmail.directory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import org.darkmail.address.Domain;
import org.darkmail.container.Container;
import org.darkmail.container.OnEachDatabase;
import org.darkmail.container.People;
import org.darkmail.openpgp.Certificate;
import org.darkmail.openpgp.DomainKey;
import org.darkmail.openpgp.Form;
import org.darkmail.openpgp.Sealed;
import org.darkmail.openpgp.Seipd;
import org.darkmail.openpgp.Statement;
import org.darkmail.routing.Json;
import org.darkmail.routing.JsonWriter;
import org.darkmail.routing.Sha256;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class DirectoryTest {

  private static final Form QUERY = Form.of("darkmail/query/1", 2);
  private static final Form ANSWER = Form.of("darkmail/answer/1", 4, 8, 16);
  private static final Domain NORTH = Domain.parse("north.test");

  private static Container container;
  private static Directory directory;
  private static DomainKey key;

  private final SecureRandom random = new SecureRandom();
  private final byte[] contentKey = new byte[32];

  DirectoryTest() {
    random.nextBytes(contentKey);
  }

  @OnEachDatabase.Before
  static void start() {
    container = new Container();
    directory = container.get(Directory.class);
    key = container.get(DomainKey.class);
  }

  @OnEachDatabase.After
  static void stop() {
    container.close();
  }

  @Test
  void aKnownAddressIsAnsweredWithItsCertificateAndBinding() throws Exception {
    var anna = People.newAddress();
    People.signedUp(container, anna);
    var query = query(anna.toString());
    var answer = open(answered(query));
    assertEquals(Sha256.of(query).text(), answer.text("query"));
    assertTrue(answer.flag("found"));
    var certificate = Certificate.parse(answer.bytes("certificate"), anna.toString());
    assertEquals(
        certificate.fingerprint(),
        binding(answer.octets("bindings").getFirst()).text("fingerprint"));
  }

  @Test
  void anUnknownAddressIsAnsweredInTheSameSize() throws Exception {
    var anna = People.newAddress();
    People.signedUp(container, anna);
    var known = answered(query(anna.toString()));
    var unknown = answered(query("nobody@south.test"));
    assertEquals(known.length, unknown.length);
    var answer = open(unknown);
    assertFalse(answer.flag("found"));
    assertFalse(answer.has("certificate"));
    assertEquals(0, answer.octets("bindings").size());
  }

  @Test
  void aNewCertificateIsBoundAfterTheOneBeforeIt() throws Exception {
    var anna = People.newAddress();
    var account = People.signedUp(container, anna).account().id();
    var first = directory.bindings(anna).getFirst();
    var next = Certificate.parse(People.certificate(anna.toString()));
    directory.register(account, anna, next);

    var bindings = open(answered(query(anna.toString()))).octets("bindings");
    assertEquals(2, bindings.size());
    var newest = binding(bindings.getFirst());
    assertEquals(2, newest.number("sequence"));
    assertEquals(next.fingerprint(), newest.text("fingerprint"));
    assertEquals(Sha256.of(first.statement()).text(), newest.text("previous"));
    assertArrayEquals(first.statement(), bindings.getLast());
  }

  @Test
  void anAddressWithTheMostBindingsStillFits() throws Exception {
    var anna = People.newAddress();
    var account = People.signedUp(container, anna).account().id();
    for (var i = 0; i < 17; i++) {
      directory.register(account, anna, Certificate.parse(People.certificate(anna.toString())));
    }
    var bindings = open(answered(query(anna.toString()))).octets("bindings");
    assertEquals(16, bindings.size());
    assertEquals(18, binding(bindings.getFirst()).number("sequence"));
  }

  @Test
  void whatIsNotSealedToThisDomainIsABadQuery() {
    var other = DomainKey.generate("north.test", container.time().instant(), random).certificate();
    var misdirected = Sealed.sealUnsigned(QUERY, json("anna@south.test"), other, random);
    assertInstanceOf(Reply.BadQuery.class, directory.answer(misdirected, NORTH));
    assertInstanceOf(Reply.BadQuery.class, directory.answer(new byte[2_048], NORTH));
  }

  @Test
  void anAddressThatIsNotInNormalFormIsABadQuery() {
    assertInstanceOf(Reply.BadQuery.class, directory.answer(query("Anna@south.test"), NORTH));
    assertInstanceOf(Reply.BadQuery.class, directory.answer(query("anna"), NORTH));
  }

  @Test
  void aDomainThatAsksTooMuchIsLimitedAndOthersAreNot() {
    var busy = Domain.parse("busy.test");
    var query = query("nobody@south.test");
    var limited = false;
    for (var i = 0; i < 700 && !limited; i++) {
      limited = directory.answer(query, busy) instanceof Reply.Limit;
    }
    assertTrue(limited);
    assertInstanceOf(Reply.Answered.class, directory.answer(query, NORTH));
  }

  private byte[] query(String address) {
    return Sealed.sealUnsigned(QUERY, json(address), key.certificate(), random);
  }

  private byte[] json(String address) {
    return new JsonWriter()
        .text("type", "darkmail/query/1")
        .text("address", address)
        .bytes("key", contentKey)
        .time("time", container.time().instant())
        .octets();
  }

  private static byte[] answered(byte[] query) {
    return assertInstanceOf(Reply.Answered.class, directory.answer(query, NORTH)).answer();
  }

  private Json open(byte[] answer) throws Exception {
    return Json.parse(Seipd.open(ANSWER, answer, contentKey, key.certificate()));
  }

  private static Json binding(byte[] statement) throws Exception {
    return Json.parse(Statement.verify(statement, key.certificate(), "darkmail/binding/1"));
  }
}
