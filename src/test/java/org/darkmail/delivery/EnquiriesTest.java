package org.darkmail.delivery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.darkmail.address.Domain;
import org.darkmail.container.Container;
import org.darkmail.container.OtherDomain;
import org.darkmail.delivery.Enquiry.Why;
import org.darkmail.openpgp.Form;
import org.darkmail.openpgp.Sealed;
import org.darkmail.routing.Answer;
import org.darkmail.routing.JsonWriter;
import org.darkmail.routing.Query;
import org.junit.jupiter.api.Test;

class EnquiriesTest extends AtSouth {
  private final byte[] query = OtherDomain.random(2_048);

  @Test
  void theOtherDomainsAnswerReachesTheOneWhoAsked() throws Exception {
    var enquiry = ask();
    var asked = assertInstanceOf(Query.class, south.nextToNorth().getFirst());
    assertArrayEquals(query, asked.query());
    var answer = OtherDomain.random(4_096);
    south.receive(Answer.of(asked.id(), answer));
    assertArrayEquals(answer, assertInstanceOf(Enquiry.Answered.class, get(enquiry)).answer());
  }

  @Test
  void aRefusalOfTheOtherDomainIsPassedOn() throws Exception {
    var enquiry = ask();
    var asked = (Query) south.nextToNorth().getFirst();
    south.receive(Answer.refused(asked.id(), "limit"));
    assertEquals(new Enquiry.Refused(Why.TOO_MANY), get(enquiry));
  }

  @Test
  void anAnswerOfAnotherDomainIsNotTheAnswer() throws Exception {
    var enquiry = ask();
    var asked = (Query) south.nextToNorth().getFirst();
    var lie = south.west.frame(south.certificate(), Answer.refused(asked.id(), "limit"));
    south.get(Inbound.class).receive(south.west.domain(), lie);
    Until.holds(() -> south.dropped(Counters.Drop.LATE_ANSWER) == 1);
    assertFalse(enquiry.isDone());
  }

  @Test
  void aDomainThatIsNotThereIsUnknown() throws Exception {
    south.north.serve(
        "/.well-known/darkmail.json", exchange -> exchange.sendResponseHeaders(404, -1));
    assertEquals(new Enquiry.Refused(Why.UNKNOWN_DOMAIN), get(ask()));
  }

  @Test
  void withoutAConnectionTheDomainIsAway() throws Exception {
    south.carrier.connected(false);
    assertEquals(new Enquiry.Refused(Why.DOMAIN_AWAY), get(ask()));
  }

  @Test
  void theOwnDomainAnswersByItself() throws Exception {
    var own =
        Sealed.sealUnsigned(
            Form.of("darkmail/query/1", 2),
            new JsonWriter()
                .text("type", "darkmail/query/1")
                .text("address", anna.address().toString())
                .bytes("key", OtherDomain.random(32))
                .time("time", south.now())
                .octets(),
            south.certificate(),
            new java.security.SecureRandom());
    assertInstanceOf(Enquiry.Answered.class, get(ask(Container.SOUTH, own)));
    assertEquals(0, south.carrier.waiting());
  }

  @Test
  void oneAccountCannotAskWithoutEnd() throws Exception {
    south.carrier.connected(false);
    IntStream.range(0, 120).forEach(i -> ask());
    assertEquals(new Enquiry.Refused(Why.TOO_MANY), get(ask()));
  }

  @Test
  void aQueryThatComesInIsAnswered() throws Exception {
    south.receive(new Query("q1", OtherDomain.random(2_048)));
    var answer = assertInstanceOf(Answer.class, south.nextToNorth().getFirst());
    assertEquals("q1", answer.id());
    assertEquals("bad-query", answer.refused());
  }

  private CompletableFuture<Enquiry> ask() {
    return ask(south.north.domain(), query);
  }

  private CompletableFuture<Enquiry> ask(Domain domain, byte[] what) {
    return south.get(Enquiries.class).ask(anna.id(), domain, what).toCompletableFuture();
  }

  private static Enquiry get(CompletableFuture<Enquiry> enquiry) throws Exception {
    return enquiry.get(20, TimeUnit.SECONDS);
  }
}
