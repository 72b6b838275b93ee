package org.darkmail.federation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import org.darkmail.address.Domain;
import org.darkmail.address.Own;
import org.darkmail.openpgp.DomainKey;

/// What this domain says of itself.
@ApplicationScoped
public class OwnDomain {
  private final DomainKey key;
  private final Peer self;

  @Inject
  public OwnDomain(
      @Own Domain domain,
      DomainKey key,
      FederationConfig config,
      InstantSource clock,
      SecureRandom random) {
    this.key = key;
    var base = new Base(config.url() + "/blob/");
    var document = DomainDocument.write(key, domain, base, clock.instant(), random);
    this.self = new Peer(domain, key.certificate(), List.of(base), document);
  }

  public Domain domain() {
    return self.domain();
  }

  /// Opens what is sealed to this domain, signs what it says.
  public DomainKey key() {
    return key;
  }

  /// This domain as others see it.
  public Peer asPeer() {
    return self;
  }
}
