package org.darkmail.federation;

import java.net.URI;
import java.util.Map;
import org.darkmail.address.Domain;

/// What the operator decides about this domain's place among others.
///
/// @param url scheme, host and port under which this instance is reached
/// @param mapped domains that are looked for at a base URL (scheme, host, port) of the operator's
///   choice instead of `https://DOMAIN`, private addresses allowed: for demos and tests
public record FederationConfig(URI url, Map<Domain, URI> mapped) {

  public FederationConfig {
    mapped = Map.copyOf(mapped);
  }
}
