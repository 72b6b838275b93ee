package org.darkmail.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.darkmail.container.Container;
import org.darkmail.container.OnEachDatabase;
import org.darkmail.container.OtherDomain;
import org.darkmail.openpgp.Sealed;
import org.darkmail.routing.Envelope;
import org.darkmail.routing.Link;
import org.darkmail.routing.RoutingId;
import org.darkmail.routing.RoutingMessage;
import org.darkmail.routing.Sha256;
import org.junit.jupiter.api.Test;

/// A mail between two people of one domain takes the same steps, without the wire.
@OnEachDatabase
class OwnDomainTest {

  @Test
  void aMailToSomebodyHereArrivesWithoutAnyConnection() throws Exception {
    try (var south = new South()) {
      south.carrier.connected(false);
      var anna = south.person();
      var bert = south.person();
      var octets = OtherDomain.random(5_000);
      var blob = south.upload(anna, octets);
      var header = OtherDomain.random(2_048);
      var link = new Link(URI.create(Container.URL + "/blob/" + blob), Sha256.of(octets), 5_000);
      var envelope =
          new Envelope(
              RoutingId.of(OtherDomain.random(16)),
              Container.SOUTH,
              Container.SOUTH,
              bert.address().local(),
              Sha256.of(header),
              List.of(link),
              south.now().plus(Duration.ofDays(3)));
      var sealed =
          Sealed.sealUnsigned(
              Envelope.FORM, envelope.json(), south.certificate(), new SecureRandom());
      var message = new RoutingMessage(envelope.id(), sealed, header);
      var result =
          south
              .get(Submissions.class)
              .submit(
                  anna.id(),
                  List.of(new Submission(message, Container.SOUTH, List.of(blob))),
                  South.ownCopy());
      assertTrue(result instanceof Submitted.Done);

      Until.holds(() -> states(south, anna).equals(List.of("claimed")));
      assertEquals(1, south.arrivalsOf(bert).size());
    }
  }

  private static List<String> states(South south, South.Person author) {
    try {
      return south.statesOf(author);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
