package org.darkmail.directory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.darkmail.account.Accounts;
import org.darkmail.account.Network;
import org.darkmail.account.Sessions;
import org.darkmail.address.Address;
import org.darkmail.container.Container;
import org.darkmail.container.OnEachDatabase;
import org.darkmail.container.People;
import org.darkmail.mailbox.Mailboxes;
import org.darkmail.openpgp.DomainKey;
import org.darkmail.openpgp.Statement;
import org.darkmail.routing.Json;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class SignUpTest {

  private static final Network HERE = new Network("");

  private static Container container;
  private static SignUp signUp;

  @OnEachDatabase.Before
  static void start() {
    container = new Container();
    signUp = container.get(SignUp.class);
  }

  @OnEachDatabase.After
  static void stop() {
    container.close();
  }

  @Test
  void anAccountHasASessionAMailboxAndABindingFromItsFirstMoment() throws Exception {
    var anna = People.newAddress();
    var certificate = People.certificate(anna.toString());
    var signedUp =
        assertInstanceOf(
            SignUp.SignedUp.class, signUp.signUp(People.account(anna), certificate, HERE));

    assertTrue(container.get(Sessions.class).find(signedUp.started().token()).isPresent());
    assertEquals(0, container.get(Mailboxes.class).change(signedUp.account().id()));
    var binding = container.get(Directory.class).bindings(anna).getFirst();
    assertArrayEquals(certificate, binding.certificate());
    var statement =
        Json.parse(
            Statement.verify(
                binding.statement(),
                container.get(DomainKey.class).certificate(),
                "darkmail/binding/1"));
    assertEquals(anna.toString(), statement.text("address"));
    assertEquals(1, statement.number("sequence"));
    assertTrue(!statement.has("previous"));
  }

  @Test
  void aTakenAddressIsRefused() {
    var anna = People.newAddress();
    People.signedUp(container, anna);
    assertInstanceOf(SignUp.AddressTaken.class, attempt(anna, anna.toString()));
  }

  @Test
  void whoeverIsSecondAtTheSameMomentGetsAPlainRefusal() throws Exception {
    var anna = People.newAddress();
    try (var people = Executors.newFixedThreadPool(4)) {
      var all =
          IntStream.range(0, 8)
              .mapToObj(_ -> people.submit(() -> attempt(anna, anna.toString())))
              .toList();
      var signedUp = 0;
      for (var each : all) {
        switch (each.get()) {
          case SignUp.SignedUp _ -> signedUp++;
          case SignUp.AddressTaken _ -> {}
          case SignUp.Unacceptable _, SignUp.TooMany _ -> throw new AssertionError();
        }
      }
      assertEquals(1, signedUp);
    }
  }

  @Test
  void aCertificateOfAnotherAddressIsRefusedAndNothingIsKept() {
    var anna = People.newAddress();
    assertInstanceOf(SignUp.Unacceptable.class, attempt(anna, "bert@south.test"));
    assertTrue(container.get(Accounts.class).find(anna).isEmpty());
  }

  @Test
  void whatIsNoCertificateIsRefused() {
    assertInstanceOf(
        SignUp.Unacceptable.class,
        signUp.signUp(People.account(People.newAddress()), new byte[] {1, 2, 3}, HERE));
  }

  @Test
  void anAddressOfAnotherDomainIsRefused() {
    assertInstanceOf(
        SignUp.Unacceptable.class, attempt(Address.parse("anna@north.test"), "anna@north.test"));
  }

  @Test
  void nobodyGetsTheAddressOfTheRelayOrOfARole() {
    for (var local : new String[] {"darkmail", "postmaster", "admin"}) {
      assertInstanceOf(
          SignUp.AddressTaken.class,
          attempt(Address.parse(local + "@south.test"), local + "@south.test"));
    }
  }

  @Test
  void oneNetworkCannotOpenAccountsWithoutEnd() {
    var network = new Network("c00002");
    SignUp.Outcome last = new SignUp.Unacceptable();
    for (var i = 0; i < 22; i++) {
      var address = People.newAddress();
      last =
          signUp.signUp(People.account(address), People.certificate(address.toString()), network);
    }
    assertInstanceOf(SignUp.TooMany.class, last);
  }

  private static SignUp.Outcome attempt(Address address, String userId) {
    return signUp.signUp(People.account(address), People.certificate(userId), HERE);
  }
}
