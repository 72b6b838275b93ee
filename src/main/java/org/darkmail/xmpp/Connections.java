package org.darkmail.xmpp;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jivesoftware.smack.ConnectionConfiguration.SecurityMode;
import org.jivesoftware.smack.ConnectionListener;
import org.jivesoftware.smack.filter.MessageTypeFilter;
import org.jivesoftware.smack.filter.StanzaExtensionFilter;
import org.jivesoftware.smack.provider.ProviderManager;
import org.jivesoftware.smack.roster.Roster;
import org.jivesoftware.smack.tcp.XMPPTCPConnection;
import org.jivesoftware.smack.tcp.XMPPTCPConnectionConfiguration;
import org.jivesoftware.smack.xml.SmackXmlParser;
import org.jxmpp.jid.impl.JidCreate;
import org.jxmpp.jid.parts.Resourcepart;
import org.jxmpp.stringprep.XmppStringprepException;

/// Makes the one connection: TLS 1.3 or nothing, SCRAM, no roster, frames to the [Reception].
final class Connections {
  // The relay reports a lost connection itself, in one line and without a stack trace.
  private static final Logger SMACK = Logger.getLogger("org.jivesoftware.smack");
  private static final int PATIENCE_MILLIS = 10_000;

  private Connections() {}

  /// Not yet connected.
  ///
  /// @param lost called whenever the connection has ended
  static XMPPTCPConnection make(RelayConfig config, Reception reception, Runnable lost)
      throws GeneralSecurityException, IOException {
    SMACK.setLevel(Level.SEVERE);
    Roster.setRosterLoadedAtLoginDefault(false);
    SmackXmlParser.setXmlPullParserFactory(new StreamParser());
    ProviderManager.addExtensionProvider(
        FrameElement.ELEMENT, FrameElement.NAMESPACE, new FrameProvider());
    var connection = new XMPPTCPConnection(configuration(config));
    connection.setUseStreamManagement(true);
    connection.setUseStreamManagementResumption(true);
    connection.setReplyTimeout(PATIENCE_MILLIS);
    connection.setParsingExceptionCallback(stanza -> reception.unreadable());
    connection.addSyncStanzaListener(
        reception::take, new StanzaExtensionFilter(FrameElement.ELEMENT, FrameElement.NAMESPACE));
    connection.addSyncStanzaListener(reception::bounced, MessageTypeFilter.ERROR);
    connection.addConnectionListener(
        new ConnectionListener() {
          @Override
          public void connectionClosed() {
            lost.run();
          }

          @Override
          public void connectionClosedOnError(Exception e) {
            lost.run();
          }
        });
    return connection;
  }

  private static XMPPTCPConnectionConfiguration configuration(RelayConfig config)
      throws GeneralSecurityException, IOException {
    try {
      return XMPPTCPConnectionConfiguration.builder()
          .setXmppDomain(JidCreate.domainBareFrom(config.domain().name()))
          .setUsernameAndPassword(Reception.RELAY, config.password().get())
          .setHost(config.host())
          .setPort(config.port())
          .setResource(Resourcepart.from(config.resource()))
          .setSocketFactory(new EagerSockets())
          .setSecurityMode(SecurityMode.required)
          .setCustomX509TrustManager(Trust.in(config.authorities()))
          .setEnabledSSLProtocols(new String[] {"TLSv1.3"})
          .addEnabledSaslMechanism("SCRAM-SHA-1")
          .setCompressionEnabled(false)
          .setSendPresence(false)
          .setConnectTimeout(PATIENCE_MILLIS)
          .build();
    } catch (XmppStringprepException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
