package org.darkmail.boot;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.darkmail.address.Domain;
import org.darkmail.address.Own;
import org.darkmail.federation.FederationConfig;
import org.darkmail.xmpp.RelayConfig;

/// What is needed for the way to other domains.
@Dependent
class Abroad {
  private static final System.Logger LOG = System.getLogger(Abroad.class.getName());

  @Produces
  @Singleton
  static FederationConfig federation(Settings settings) {
    var mapped = settings.peers();
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
