package org.darkmail.journeys.stage;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jivesoftware.smack.ConnectionConfiguration.SecurityMode;
import org.jivesoftware.smack.ConnectionListener;
import org.jivesoftware.smack.packet.Nonza;
import org.jivesoftware.smack.packet.XmlEnvironment;
import org.jivesoftware.smack.roster.Roster;
import org.jivesoftware.smack.tcp.XMPPTCPConnection;
import org.jivesoftware.smack.tcp.XMPPTCPConnectionConfiguration;
import org.jivesoftware.smackx.ping.PingManager;
import org.jxmpp.jid.impl.JidCreate;

/// A second resource of an instance's relay account. It sends no presence, so no frame comes its
/// way.
public final class XmppClient implements AutoCloseable {

  private final XMPPTCPConnection connection;

  private final CountDownLatch closed = new CountDownLatch(1);

  private XmppClient(XMPPTCPConnection connection) {
    this.connection = connection;
    connection.addConnectionListener(
        new ConnectionListener() {
          @Override
          public void connectionClosedOnError(Exception e) {
            closed.countDown();
          }
        });
  }

  public static XmppClient connect(Instance instance) throws Exception {
    var configuration =
        XMPPTCPConnectionConfiguration.builder()
            .setXmppDomain(instance.domain())
            .setHost(instance.xmppAddress())
            .setPort(5222)
            .setSecurityMode(SecurityMode.required)
            .setCustomX509TrustManager(trust(instance.home().resolveSibling("ca/ca.crt")))
            .setUsernameAndPassword(
                "darkmail", Files.readString(instance.home().resolve("password")).strip())
            .setResource("beside")
            .setSendPresence(false)
            .build();
    var connection = new XMPPTCPConnection(configuration);
    // The relay account has none to give.
    Roster.getInstanceFor(connection).setRosterLoadedAtLogin(false);
    connection.connect().login();
    return new XmppClient(connection);
  }

  /// To the other domain's server and back (XEP-0199).
  public void ping(String domain) throws Exception {
    var manager = PingManager.getInstanceFor(connection);
    if (!manager.ping(JidCreate.domainBareFrom(domain))) {
      throw new IOException(domain + " does not answer");
    }
  }

  /// A message with this in it, as it stands.
  public void send(String to, String payload) throws Exception {
    connection.sendNonza(new Raw("<message to='" + to + "'>" + payload + "</message>"));
  }

  /// Returns when the server has closed the stream.
  public void awaitClosed() throws InterruptedException {
    closed.await();
  }

  /// Sends these octets without any introduction and reads until the server closes.
  public static String raw(Instance instance, int port, String text) throws IOException {
    try (var socket = new Socket(instance.xmppAddress(), port)) {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /// Octets in the place of a stanza.
  private record Raw(String text) implements Nonza {
    @Override
    public String toXML(XmlEnvironment environment) {
      return text;
    }

    @Override
    public String getElementName() {
      return "message";
    }

    @Override
    public String getNamespace() {
      return "jabber:client";
    }
  }

  private static X509TrustManager trust(Path authority) throws Exception {
    var keys = KeyStore.getInstance("PKCS12");
    keys.load(null, null);
    try (var in = Files.newInputStream(authority)) {
      keys.setCertificateEntry(
          "authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(keys);
    return Arrays.stream(factory.getTrustManagers())
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    connection.disconnect();
  }
}
