package org.darkmail.admin;

import static org.darkmail.container.People.auth;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.darkmail.account.Network;
import org.darkmail.account.SessionToken;
import org.darkmail.account.SignIn;
import org.darkmail.address.Domain;
import org.darkmail.admin.Finding.Part;
import org.darkmail.blob.Blob;
import org.darkmail.blob.Blobs;
import org.darkmail.container.Container;
import org.darkmail.container.NoCarrier;
import org.darkmail.container.OnEachDatabase;
import org.darkmail.container.OtherDomain;
import org.darkmail.container.People;
import org.darkmail.delivery.Reach;
import org.darkmail.delivery.Submission;
import org.darkmail.delivery.Submissions;
import org.darkmail.mailbox.Batch;
import org.darkmail.mailbox.ItemId;
import org.darkmail.mailbox.Kind;
import org.darkmail.mailbox.Mailboxes;
import org.darkmail.mailbox.Operation;
import org.darkmail.routing.Json;
import org.darkmail.routing.RoutingId;
import org.darkmail.routing.RoutingMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the console shows of an instance that has mail waiting, and what it cannot show.
@OnEachDatabase
class ConsoleTest {
  private static final Domain NORTH = Domain.parse("north.test");

  private Container container;
  private SignIn.SignedIn anna;
  private String blob;
  private RoutingId mail;

  @BeforeEach
  void someMailWaits() throws Exception {
    var beans = new ArrayList<Class<?>>(List.of(Admins.BEANS));
    beans.add(NoCarrier.class);
    container = Container.withDelivery(Map.of(), beans.toArray(Class<?>[]::new));
    var address = People.newAddress();
    People.signedUp(container, address);
    anna =
        (SignIn.SignedIn)
            container
                .get(SignIn.class)
                .signIn(
                    address,
                    new org.darkmail.account.Proof(
                        org.darkmail.account.SlotKind.PASSPHRASE, auth("passphrase")),
                    new Network(""));
    var owner = Mailboxes.owner(anna.account().id());
    var blobs = container.get(Blobs.class);
    var kept = (Blob) blobs.begin(owner, 4_096);
    blobs.append(owner, kept.name(), 0, new ByteArrayInputStream(OtherDomain.random(4_096)));
    blob = kept.name().text();
    mail = RoutingId.of(OtherDomain.random(16));
    var message = new RoutingMessage(mail, OtherDomain.random(2_048), OtherDomain.random(2_048));
    container
        .get(Submissions.class)
        .submit(
            anna.account().id(),
            List.of(new Submission(message, NORTH, List.of(kept.name()))),
            new Batch(
                List.of(
                    new Operation.Put(
                        new ItemId(Json.encode(OtherDomain.random(16))),
                        Kind.MAIL,
                        0,
                        OtherDomain.random(300),
                        List.of()))));
  }

  @AfterEach
  void stop() {
    container.close();
  }

  @Test
  void nothingThatItShowsNamesAPersonABlobOrAMail() {
    var shown = look().toString();
    assertTrue(shown.contains("north.test"), "it shows something");
    for (var secret :
        List.of(
            anna.account().address().local(),
            anna.account().address().toString(),
            blob,
            mail.toString(),
            anna.started().token().secret(),
            anna.started().session().id())) {
      assertFalse(shown.contains(secret), secret);
    }
  }

  @Test
  void mailWaitsForTheRelayAndThatIsSaid() {
    assertEquals("relay.away", finding(Part.RELAY).code());
    assertEquals(Verdict.ACT_NOW, finding(Part.RELAY).verdict());
    assertEquals("relay-away", north().code());
    assertEquals(1, north().waiting());
    assertEquals("delivery.moving", finding(Part.DELIVERY).code());
  }

  @Test
  void mailThatWaitsLongIsToLookAtAndMailNearItsEndToActOn() {
    container.time().pass(Health.SHORT.plusSeconds(1));
    assertEquals(Verdict.LOOK_SOON, finding(Part.DELIVERY).verdict());
    container.time().pass(Health.NEAR_THE_END);
    assertEquals(Verdict.ACT_NOW, finding(Part.DELIVERY).verdict());
  }

  @Test
  void aServerThatShowsAnotherKeyIsToActOn() {
    container.get(Reach.class).failed(Domain.parse("west.test"), Reach.Fault.KEY_CHANGED);
    assertEquals(Verdict.ACT_NOW, finding(Part.SERVERS).verdict());
    assertEquals(List.of("west.test"), finding(Part.SERVERS).facts());
  }

  @Test
  void aDatabaseThatIsAwayIsAllThatIsToldAndTheProbeSaysTheSame() {
    var health = container.get(Health.class);
    assertTrue(health.ready());
    container.get(Given.class).databaseAway(true);
    assertFalse(health.ready());
    assertEquals(Verdict.ACT_NOW, finding(Part.DATABASE).verdict());
    assertEquals(List.of(), look().servers());
    container.get(Given.class).databaseAway(false);
    assertEquals(Verdict.GOOD, finding(Part.DATABASE).verdict());
    assertTrue(health.ready());
  }

  @Test
  void anOrderWithoutAVisitIsRefusedAndChangesNothing() {
    var orders = container.get(Orders.class);
    var nobody = Optional.<SessionToken>empty();
    var stranger = Optional.of(SessionToken.random(new java.security.SecureRandom()));
    var mailSession = Optional.of(anna.started().token());
    for (var who : List.of(nobody, stranger, mailSession)) {
      for (var outcome :
          List.of(
              orders.drop(who, "north.test"),
              orders.pause(who, "north.test"),
              orders.resume(who, "north.test"),
              orders.retry(who, "north.test"))) {
        assertEquals(OptionalInt.empty(), outcome);
      }
    }
    assertEquals(1, north().waiting());
    assertEquals(Server.State.TRIED, north().state());
  }

  @Test
  void anAdminPausesResumesAndGivesUp() {
    var visit = Optional.of(Admins.visit(container));
    var orders = container.get(Orders.class);
    assertEquals(OptionalInt.of(1), orders.pause(visit, "north.test"));
    assertEquals(Server.State.PAUSED, north().state());
    assertEquals("delivery.paused", finding(Part.DELIVERY).code());
    assertEquals(OptionalInt.of(1), orders.resume(visit, "north.test"));
    assertEquals(OptionalInt.of(1), orders.drop(visit, "north.test"));
    assertTrue(look().servers().stream().noneMatch(server -> server.waiting() > 0));
  }

  @Test
  void aMistypedDomainIsNoServerToLookAfter() {
    container.get(Reach.class).failed(Domain.parse("nroth.test"), Reach.Fault.UNKNOWN_DOMAIN);
    assertFalse(look().toString().contains("nroth.test"));
  }

  private Snapshot look() {
    return container.get(Console.class).look();
  }

  private Finding finding(Part part) {
    return look().findings().stream().filter(f -> f.part() == part).findFirst().orElseThrow();
  }

  private Server north() {
    return look().servers().stream()
        .filter(server -> server.domain().equals("north.test"))
        .findFirst()
        .orElseThrow();
  }
}
