package org.darkmail.xmpp;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.darkmail.address.Domain;
import org.darkmail.delivery.Carrier;
import org.jivesoftware.smack.SmackException;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smack.packet.StandardExtensionElement;
import org.jivesoftware.smack.packet.StanzaBuilder;
import org.jxmpp.jid.impl.JidCreate;
import org.jxmpp.stringprep.XmppStringprepException;

/// Sends frames as stanzas to the relay accounts of other domains (spec 50.1).
@ApplicationScoped
class SmackCarrier implements Carrier {
  // XEP-0334: kept while the relay is away, but in no archive.
  private static final StandardExtensionElement NO_ARCHIVE =
      StandardExtensionElement.builder("no-permanent-store", "urn:xmpp:hints").build();

  private final Relay relay;

  @Inject
  SmackCarrier(Relay relay) {
    this.relay = relay;
  }

  @Override
  public boolean connected() {
    return relay.signedIn() != null;
  }

  @Override
  public Link link() {
    return relay.link();
  }

  @Override
  public boolean send(Domain to, String id, byte[] frame) {
    var connection = relay.signedIn();
    if (connection == null) {
      return false;
    }
    try {
      connection.sendStanza(
          StanzaBuilder.buildMessage(id)
              .ofType(Message.Type.normal)
              .to(JidCreate.entityBareFrom(Reception.RELAY + "@" + to.name()))
              .addExtension(FrameElement.of(frame))
              .addExtension(NO_ARCHIVE)
              .build());
      return true;
    } catch (SmackException.NotConnectedException | XmppStringprepException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
