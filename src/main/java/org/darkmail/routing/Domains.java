package org.darkmail.routing;

import org.darkmail.address.Domain;

/// Domains in JSON: only the normal form is read.
final class Domains {
  private Domains() {}

  static Domain read(Json json, String name) throws Malformed {
    var text = json.text(name);
    return Domain.of(text)
        .filter(domain -> domain.name().equals(text))
        .orElseThrow(() -> new Malformed(name));
  }
}
