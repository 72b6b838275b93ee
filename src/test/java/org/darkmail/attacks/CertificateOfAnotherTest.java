package org.darkmail.attacks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.darkmail.account.Accounts;
import org.darkmail.address.Address;
import org.darkmail.container.Container;
import org.darkmail.container.People;
import org.darkmail.directory.Directory;
import org.darkmail.directory.SignUp;
import org.darkmail.openpgp.Certificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Somebody registers another person's certificate under an address of their own, so that the
/// domain binds what that person signs to the wrong name.
class CertificateOfAnotherTest {
  private static final Address ANNA = Address.parse("anna@south.test");
  private static final Address EVE = Address.parse("eve_@south.test");

  private Container south;
  private byte[] annas;

  @BeforeEach
  void start() {
    south = new Container();
    annas = People.certificate(ANNA.toString());
    assertInstanceOf(SignUp.SignedUp.class, signUp(ANNA, annas));
  }

  @AfterEach
  void stop() {
    south.close();
  }

  @Test
  void isRefusedAsItIs() {
    assertInstanceOf(SignUp.Unacceptable.class, signUp(EVE, annas));
    assertNothingOfEves();
  }

  @Test
  void isRefusedWithTheNameExchanged() throws Exception {
    var text = new String(annas, ISO_8859_1);
    var renamed = text.replace(ANNA.toString(), EVE.toString()).getBytes(ISO_8859_1);
    assertEquals(annas.length, renamed.length);
    assertInstanceOf(SignUp.Unacceptable.class, signUp(EVE, renamed));
    assertNothingOfEves();
  }

  @Test
  void isRefusedWithBothNames() {
    var eves = People.certificate(EVE.toString());
    var both = new byte[annas.length + eves.length];
    System.arraycopy(eves, 0, both, 0, eves.length);
    System.arraycopy(annas, 0, both, eves.length, annas.length);
    assertInstanceOf(SignUp.Unacceptable.class, signUp(EVE, both));
    assertNothingOfEves();
  }

  @Test
  void isRefusedInTheNameOfWhomItBelongsTo() {
    assertInstanceOf(SignUp.AddressTaken.class, signUp(ANNA, People.certificate(ANNA.toString())));
    assertArrayEquals(annas, directory().bindings(ANNA).getFirst().certificate());
    assertEquals(1, directory().bindings(ANNA).size());
  }

  @Test
  void isBoundToNobodyElseByAccident() throws Exception {
    var certificate = Certificate.parse(annas);
    var account = south.get(Accounts.class).find(ANNA).orElseThrow().id();
    assertThrows(
        IllegalArgumentException.class, () -> directory().register(account, EVE, certificate));
  }

  private void assertNothingOfEves() {
    assertTrue(south.get(Accounts.class).find(EVE).isEmpty());
    assertTrue(directory().bindings(EVE).isEmpty());
  }

  private SignUp.Outcome signUp(Address address, byte[] certificate) {
    return south.get(SignUp.class).signUp(People.account(address), certificate, People.NETWORK);
  }

  private Directory directory() {
    return south.get(Directory.class);
  }
}
