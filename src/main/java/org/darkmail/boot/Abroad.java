package org.darkmail.boot;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.HashMap;
import org.darkmail.address.Domain;
import org.darkmail.address.Own;
import org.darkmail.federation.FederationConfig;
import org.darkmail.xmpp.RelayConfig;

/// What is needed for the way to other domains.
@Dependent
class Abroad {
  private static final System.Logger LOG = System.getLogger(Abroad.class.getName());

  /// Threads that know the application: its class loader, its names, its transactions.
  @Produces
  @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
  @SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // set by the server
  private ManagedThreadFactory threads;

  @Produces
  @Singleton
  static FederationConfig federation(Settings settings) {
    var mapped = new HashMap<Domain, URI>();
    settings.peers().forEach((domain, base) -> mapped.put(Domain.parse(String.valueOf(domain)), base));
    if (!mapped.isEmpty()) {
      LOG.log(
          System.Logger.Level.WARNING,
          "DARKMAIL_PEERS says where {0} are, private addresses included: for demos and tests only",
          mapped.keySet());
    }
    return new FederationConfig(settings.url(), mapped);
  }

  @Produces
  @Singleton
  static RelayConfig relay(@Own Domain domain, Settings settings) {
    var xmpp = settings.xmpp();
    return new RelayConfig(
        domain, xmpp.host(), xmpp.port(), xmpp::password, xmpp.ca(), settings.node());
  }
}
