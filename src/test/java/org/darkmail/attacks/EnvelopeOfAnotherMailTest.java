package org.darkmail.attacks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.List;
import org.darkmail.address.Domain;
import org.darkmail.container.OtherDomain;
import org.darkmail.delivery.Intruded;
import org.darkmail.routing.Envelope;
import org.darkmail.routing.Link;
import org.darkmail.routing.Reason;
import org.darkmail.routing.Receipt;
import org.darkmail.routing.RoutingId;
import org.darkmail.routing.RoutingMessage;
import org.darkmail.routing.Sha256;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// An origin puts together what does not belong together: an envelope of another mail, for another
/// domain, from another origin, with links to somewhere else.
class EnvelopeOfAnotherMailTest {
  private Intruded south;
  private byte[] header;
  private Envelope good;

  @BeforeEach
  void start() throws Exception {
    south = new Intruded();
    header = OtherDomain.random(2_048);
    good =
        south
            .north()
            .envelope(south.recipient(), header, south.north().blob(OtherDomain.random(100)));
  }

  @AfterEach
  void stop() {
    south.close();
  }

  @Test
  void aGoodOneIsTaken() throws Exception {
    var message = south.north().message(south.certificate(), good, header);
    south.receive("north.test", south.north().frame(south.certificate(), message));
    south.awaitReceipts(Receipt.accepted(good.id()));
  }

  @Test
  void theEnvelopeOfAnotherIdIsRefused() throws Exception {
    var message = south.north().message(south.certificate(), good, header);
    var other = RoutingId.of(OtherDomain.random(16));
    assertRefused(new RoutingMessage(other, message.envelope(), header));
  }

  @Test
  void anotherHeaderThanTheEnvelopesIsRefused() throws Exception {
    assertRefused(south.north().message(south.certificate(), good, OtherDomain.random(2_048)));
  }

  @Test
  void anEnvelopeOfAnotherOriginIsRefused() throws Exception {
    assertRefused(envelope(south.west().domain(), good.domain(), good.blobs()));
  }

  @Test
  void anEnvelopeForAnotherDomainIsRefused() throws Exception {
    assertRefused(envelope(good.origin(), Domain.parse("west.test"), good.blobs()));
  }

  @Test
  void aLinkToAnotherDomainsBlobsIsRefused() throws Exception {
    var elsewhere = south.west().blob(OtherDomain.random(100));
    assertRefused(envelope(good.origin(), good.domain(), List.of(elsewhere)));
  }

  @Test
  void aLinkToTheRecipientsOwnServerIsRefused() throws Exception {
    var name = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFg";
    var here =
        new Link(URI.create("http://south.localhost:8081/blob/" + name), Sha256.of(header), 100);
    assertRefused(envelope(good.origin(), good.domain(), List.of(here)));
  }

  @Test
  void anEnvelopeThatIsNotSealedToThisDomainIsRefused() throws Exception {
    assertRefused(south.north().message(south.west().certificate(), good, header));
  }

  @Test
  void aHeaderOfAnUnusualSizeIsRefused() throws Exception {
    var unusual = OtherDomain.random(2_049);
    var envelope = south.north().envelope(south.recipient(), unusual);
    assertRefused(south.north().message(south.certificate(), envelope, unusual));
  }

  private RoutingMessage envelope(Domain origin, Domain domain, List<Link> blobs) {
    var wrong =
        new Envelope(
            good.id(), origin, domain, good.recipient(), good.header(), blobs, good.expires());
    return south.north().message(south.certificate(), wrong, header);
  }

  private void assertRefused(RoutingMessage message) throws Exception {
    assertEquals(
        List.of(Receipt.refused(message.id(), Reason.BAD_ENVELOPE)), south.exchange(message));
  }
}
