package org.darkmail.account;

import static org.darkmail.container.People.auth;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.darkmail.address.Address;
import org.darkmail.container.Container;
import org.darkmail.container.OnEachDatabase;
import org.darkmail.container.People;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class SignInTest {

  private static final Proof RIGHT = new Proof(SlotKind.PASSPHRASE, auth("passphrase"));
  private static final Proof WORDS = new Proof(SlotKind.RECOVERY, auth("words"));
  private static final Proof WRONG = new Proof(SlotKind.PASSPHRASE, auth("guess"));

  private static Container container;
  private static SignIn signIn;
  private static Sessions sessions;

  private final Network network = new Network(UUID.randomUUID().toString());
  private Address anna;
  private Session opened;

  @OnEachDatabase.Before
  static void start() {
    container = new Container();
    signIn = container.get(SignIn.class);
    sessions = container.get(Sessions.class);
  }

  @OnEachDatabase.After
  static void stop() {
    container.close();
  }

  @BeforeEach
  void somebody() {
    anna = People.newAddress();
    opened = People.signedUp(container, anna).started().session();
  }

  @Test
  void thePassphraseAndTheRecoveryWordsSignIn() {
    for (var proof : List.of(RIGHT, WORDS)) {
      var in = signedIn(proof);
      assertEquals(anna, in.account().address());
      assertEquals(
          List.of(SlotKind.PASSPHRASE, SlotKind.RECOVERY),
          in.account().slots().stream().map(KeySlot::kind).toList());
    }
  }

  @Test
  void aSlotsSecretDoesNotOpenTheOther() {
    var crossed = new Proof(SlotKind.RECOVERY, RIGHT.auth());
    assertInstanceOf(SignIn.Wrong.class, signIn.signIn(anna, crossed, network));
  }

  @Test
  void aWrongSecretAndAnUnknownAddressGiveTheSameAnswer() {
    assertEquals(
        signIn.signIn(anna, WRONG, network), signIn.signIn(People.newAddress(), WRONG, network));
  }

  @Test
  void anUnknownAddressIsLimitedLikeAKnownOne() {
    var unknown = People.newAddress();
    for (var i = 0; i < 20; i++) {
      assertEquals(
          signIn.signIn(anna, WRONG, elsewhere()).getClass(),
          signIn.signIn(unknown, WRONG, elsewhere()).getClass());
    }
  }

  @Test
  void anUnknownAddressGetsTheDefaultParametersAndAKnownOneItsOwn() {
    var accounts = container.get(Accounts.class);
    assertEquals(Kdf.Parameters.DEFAULT, accounts.parameters(People.newAddress()));
    assertEquals(4, accounts.parameters(anna).passes());
  }

  @Test
  void wrongSecretsForOneAccountFromManyNetworksWaitLongerAndLonger() {
    var waited = Duration.ZERO;
    for (var i = 0; i < 6; i++) {
      assertInstanceOf(SignIn.Wrong.class, signIn.signIn(anna, WRONG, elsewhere()));
    }
    for (var i = 0; i < 12; i++) {
      var delay = tooMany(signIn.signIn(anna, RIGHT, elsewhere()));
      assertTrue(delay.compareTo(waited) >= 0);
      waited = delay;
      container.time().pass(delay);
      assertInstanceOf(SignIn.Wrong.class, signIn.signIn(anna, WRONG, elsewhere()));
    }
    assertTrue(waited.compareTo(Duration.ofMinutes(10)) > 0, waited.toString());
  }

  @Test
  void wrongSecretsOfOneNetworkForManyAccountsAreLimitedToo() {
    for (var i = 0; i < 21; i++) {
      assertInstanceOf(SignIn.Wrong.class, signIn.signIn(People.newAddress(), WRONG, network));
    }
    tooMany(signIn.signIn(People.newAddress(), WRONG, network));
    signedIn(RIGHT);
  }

  @Test
  void aRightSecretClearsTheAccountsCount() {
    for (var round = 0; round < 5; round++) {
      for (var i = 0; i < 4; i++) {
        assertInstanceOf(SignIn.Wrong.class, signIn.signIn(anna, WRONG, elsewhere()));
      }
      signedIn(RIGHT);
    }
  }

  @Test
  void replacingASlotTakesAProofAndEndsTheOtherSessions() {
    var here = signedIn(WORDS).started();
    var next = People.passphraseSlot(5);
    assertInstanceOf(
        SignIn.Wrong.class, signIn.replace(here.session(), WRONG, next, auth("next"), network));
    signedIn(RIGHT);

    assertInstanceOf(
        SignIn.Replaced.class, signIn.replace(here.session(), WORDS, next, auth("next"), network));
    assertTrue(sessions.find(here.token()).isPresent());
    assertEquals(List.of(here.session().id()), sessionsOf(here.session().account()));
    assertInstanceOf(SignIn.Wrong.class, signIn.signIn(anna, RIGHT, network));
    signedIn(new Proof(SlotKind.PASSPHRASE, auth("next")));
    assertEquals(5, container.get(Accounts.class).parameters(anna).passes());
  }

  @Test
  void nobodyReplacesASlotWithTheProofOfAnotherAccount() {
    var bert = People.signedUp(container, People.newAddress()).started().session();
    var next = People.passphraseSlot(5);
    var bertsProof = new Proof(SlotKind.PASSPHRASE, auth("other"));
    assertInstanceOf(
        SignIn.Wrong.class, signIn.replace(bert, bertsProof, next, auth("next"), network));
  }

  @Test
  void aSessionEndsAfterAWeekWithoutUse() {
    var token = signedIn(RIGHT).started().token();
    container.time().pass(Duration.ofDays(6));
    assertTrue(sessions.find(token).isPresent());
    container.time().pass(Duration.ofDays(6));
    assertTrue(sessions.find(token).isPresent());
    container.time().pass(Duration.ofDays(7));
    assertTrue(sessions.find(token).isEmpty());
  }

  @Test
  void aSessionEndsThirtyDaysAfterSignInHoweverMuchItIsUsed() {
    var token = signedIn(RIGHT).started().token();
    for (var day = 0; day < 29; day++) {
      container.time().pass(Duration.ofDays(1));
      assertTrue(sessions.find(token).isPresent(), "day " + day);
    }
    container.time().pass(Duration.ofDays(1));
    assertTrue(sessions.find(token).isEmpty());
  }

  @Test
  void whatHasRunOutIsForgotten() {
    container.time().pass(Duration.ofDays(8));
    sessions.clean();
    assertEquals(List.of(), sessionsOf(opened.account()));
  }

  @Test
  void aSessionThatWasEndedIsNotFound() {
    var started = signedIn(RIGHT).started();
    sessions.end(started.session());
    assertTrue(sessions.find(started.token()).isEmpty());
  }

  @Test
  void eachSessionHasAShareOfItsOwnThatStaysTheSame() {
    var one = signedIn(RIGHT).started();
    var other = signedIn(RIGHT).started();
    assertNotEquals(hex(one.session().share()), hex(other.session().share()));
    assertEquals(hex(one.session().share()), hex(sessions.find(one.token()).orElseThrow().share()));
  }

  @Test
  void secretsDoNotPrint() {
    var token = signedIn(RIGHT).started().token();
    assertEquals("SessionToken", token.toString());
    assertEquals("Auth", RIGHT.auth().toString());
    assertEquals("Secrets", container.get(Secrets.class).toString());
  }

  private SignIn.SignedIn signedIn(Proof proof) {
    return assertInstanceOf(SignIn.SignedIn.class, signIn.signIn(anna, proof, elsewhere()));
  }

  private static Duration tooMany(SignIn.Outcome outcome) {
    return assertInstanceOf(SignIn.TooMany.class, outcome).delay();
  }

  private static Network elsewhere() {
    return new Network(UUID.randomUUID().toString());
  }

  private static String hex(byte[] octets) {
    return java.util.HexFormat.of().formatHex(octets);
  }

  private static List<String> sessionsOf(AccountId account) {
    try {
      return container.in(() ->
          container
              .get(jakarta.persistence.EntityManager.class)
              .createQuery(
                  "select s.token from SessionRow s where s.account = :account", String.class)
              .setParameter("account", account.value())
              .getResultList());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
