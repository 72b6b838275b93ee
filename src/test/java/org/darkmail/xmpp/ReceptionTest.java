package org.darkmail.xmpp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.darkmail.address.Domain;
import org.darkmail.container.Container;
import org.darkmail.container.NoCarrier;
import org.darkmail.container.OtherDomain;
import org.darkmail.delivery.Counters;
import org.darkmail.delivery.Counters.Drop;
import org.darkmail.delivery.Reach;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smack.packet.Stanza;
import org.jivesoftware.smack.packet.StanzaBuilder;
import org.jivesoftware.smack.packet.StanzaError;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jxmpp.jid.impl.JidCreate;

/// Which stanzas are taken for frames of another domain (spec 50.1).
class ReceptionTest {
  private Container south;
  private Reception reception;

  @BeforeEach
  void start() {
    south = Container.withDelivery(Map.of(), NoCarrier.class, Reception.class);
    reception = south.get(Reception.class);
  }

  @AfterEach
  void stop() {
    south.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "anna@north.test/node1",
        "darkmail@north.test",
        "north.test",
        "north.test/darkmail",
        "darkmail.north.test/node1"
      })
  void whoIsNotTheRelayOfADomainIsNotHeard(String from) throws Exception {
    reception.take(message(from).build());
    assertEquals(1, dropped(Drop.BAD_STANZA));
  }

  @Test
  void aBounceIsNoFrame() throws Exception {
    reception.take(message("darkmail@north.test/node1").ofType(Message.Type.error).build());
    assertEquals(1, dropped(Drop.BAD_STANZA));
  }

  @Test
  void aBounceIsToldToTheOperatorAndToNobodyElse() throws Exception {
    reception.bounced(bounce("darkmail@north.test"));
    var seen = south.get(Reach.class).all();
    assertEquals(Set.of(Domain.parse("north.test")), seen.keySet());
    assertEquals(
        List.of(Optional.of(Reach.Fault.XMPP_AWAY)),
        seen.values().stream().map(Reach.Seen::trouble).toList());
  }

  @Test
  void aBounceOfAnybodyButARelayIsNotBelieved() throws Exception {
    reception.bounced(bounce("anna@north.test"));
    reception.bounced(bounce("north.test"));
    assertEquals(Map.of(), south.get(Reach.class).all());
  }

  private static Message bounce(String from) throws Exception {
    var bounce = message(from).ofType(Message.Type.error).build();
    bounce.setError(
        StanzaError.from(StanzaError.Condition.remote_server_not_found, "away").build());
    return bounce;
  }

  @Test
  void aFrameOfARelayIsHandedToDelivery() throws Exception {
    // Its own domain: so that delivery counts it without looking for anybody.
    reception.take(message("darkmail@south.test/node1").build());
    assertEquals(0, dropped(Drop.BAD_STANZA));
    reception.work();
    assertEquals(1, dropped(Drop.WRONG_FRAME));
  }

  @Test
  void aMalformedFrameIsCountedAndForgotten() throws Exception {
    Stanza stanza =
        StanzaBuilder.buildMessage("1")
            .from(JidCreate.from("darkmail@north.test/node1"))
            .ofType(Message.Type.normal)
            .addExtension(FrameElement.malformed())
            .build();
    reception.take(stanza);
    reception.work();
    assertEquals(1, dropped(Drop.BAD_STANZA));
  }

  private static org.jivesoftware.smack.packet.MessageBuilder message(String from)
      throws Exception {
    return StanzaBuilder.buildMessage("1")
        .from(JidCreate.from(from))
        .ofType(Message.Type.normal)
        .addExtension(FrameElement.of(OtherDomain.random(4_096)));
  }

  private long dropped(Drop drop) {
    return south.get(Counters.class).drops().getOrDefault(drop, 0L);
  }
}
