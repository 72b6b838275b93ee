package org.darkmail.federation;

import java.net.URI;
import java.util.List;
import org.darkmail.address.Domain;
import org.darkmail.openpgp.Certificate;

/// A domain as it is pinned here.
public final class Peer implements Discovery {
  private final Domain domain;
  private final Certificate certificate;
  private final List<Base> bases;
  private final byte[] document;

  Peer(Domain domain, Certificate certificate, List<Base> bases, byte[] document) {
    this.domain = domain;
    this.certificate = certificate;
    this.bases = List.copyOf(bases);
    this.document = document;
  }

  public Domain domain() {
    return domain;
  }

  /// Signs its frames and opens those to it.
  public Certificate certificate() {
    return certificate;
  }

  /// The JSON of spec 60.1, for the vault to check by itself.
  public byte[] document() {
    return document.clone();
  }

  /// Whether it has said that it serves blobs there.
  public boolean announces(URI link) {
    return bases.stream().anyMatch(base -> base.holds(link));
  }
}
