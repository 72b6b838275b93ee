package org.darkmail.admin;

import static org.darkmail.container.People.auth;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.darkmail.account.Accounts;
import org.darkmail.account.Network;
import org.darkmail.account.Session;
import org.darkmail.account.SessionToken;
import org.darkmail.account.Sessions;
import org.darkmail.container.Container;
import org.darkmail.container.OnEachDatabase;
import org.darkmail.container.People;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Who gets into the console, and for how long.
@OnEachDatabase
class VisitsTest {
  private final Network network = new Network("");
  private Container container;
  private Visits visits;
  private Session anna;

  @BeforeEach
  void start() {
    container = new Container(Visits.class, Appointment.class, Given.class);
    visits = container.get(Visits.class);
    anna = somebody();
  }

  @AfterEach
  void stop() {
    container.close();
  }

  @Test
  void nobodyGetsInByThePassphraseAlone() {
    assertInstanceOf(Visits.NotAdmin.class, enter(anna, Optional.empty()));
  }

  @Test
  void theLinkAndThePassphraseMakeAnAdmin() {
    assertInstanceOf(Visits.Entered.class, enter(anna, invitation()));
    assertInstanceOf(Visits.Entered.class, enter(anna, Optional.empty()), "and from now on");
  }

  @Test
  void theTokenStandsBehindTheHashSoThatNoRequestCarriesIt() {
    URI link = container.get(Appointment.class).link();
    assertEquals("/admin", link.getPath());
    assertEquals(null, link.getQuery());
    assertEquals(43, link.getFragment().length());
  }

  @Test
  void aWrongPassphraseIsRefusedAndDoesNotUseTheLinkUp() {
    var link = invitation();
    assertInstanceOf(
        Visits.WrongPassphrase.class, visits.enter(anna, auth("guess"), link, network));
    assertInstanceOf(Visits.Entered.class, enter(anna, link));
  }

  @Test
  void guessesAreLimitedAsAtSignIn() {
    for (var i = 0; i < 6; i++) {
      visits.enter(anna, auth("guess"), Optional.empty(), network);
    }
    assertInstanceOf(Visits.TooMany.class, enter(anna, invitation()));
  }

  @Test
  void theLinkServesOnce() {
    var link = invitation();
    enter(anna, link);
    var bela = somebody();
    assertInstanceOf(Visits.NotAdmin.class, enter(bela, link));
    assertInstanceOf(Visits.NotAdmin.class, enter(bela, invitation()), "nor a later one");
  }

  @Test
  void aLinkThatIsADayOldOrOfAnEarlierStartServesNoMore() {
    var earlier = invitation();
    var link = invitation();
    assertInstanceOf(Visits.NotAdmin.class, enter(anna, earlier));
    container.time().pass(Appointment.VALID);
    assertInstanceOf(Visits.NotAdmin.class, enter(anna, link));
    assertFalse(container.get(Accounts.class).hasAdmin());
  }

  @Test
  void aVisitEndsAQuarterOfAnHourAfterItsLastUse() {
    var visit = entered();
    container.time().pass(Duration.ofMinutes(14));
    assertTrue(visits.use(visit));
    container.time().pass(Duration.ofMinutes(14));
    assertTrue(visits.lasts(visit), "looking");
    container.time().pass(Duration.ofMinutes(1));
    assertFalse(visits.lasts(visit));
    assertFalse(visits.use(visit));
  }

  @Test
  void aVisitEndsWithTheSignInThatItBelongsTo() {
    var visit = entered();
    container.get(Sessions.class).end(anna);
    assertFalse(visits.use(visit));
  }

  @Test
  void aVisitEndsWhenItIsLeft() {
    var visit = entered();
    visits.leave(visit);
    assertFalse(visits.use(visit));
  }

  @Test
  void aTokenThatNobodyWasGivenIsWorthNothing() {
    entered();
    assertFalse(visits.use(SessionToken.random(new java.security.SecureRandom())));
  }

  private SessionToken entered() {
    return ((Visits.Entered) enter(anna, invitation())).token();
  }

  private Visits.Entry enter(Session session, Optional<SessionToken> invitation) {
    return visits.enter(session, auth("passphrase"), invitation, network);
  }

  private Optional<SessionToken> invitation() {
    return SessionToken.of(container.get(Appointment.class).link().getFragment());
  }

  private Session somebody() {
    return People.signedUp(container, People.newAddress()).started().session();
  }
}
