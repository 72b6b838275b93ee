package org.darkmail.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import org.darkmail.address.Domain;
import org.darkmail.address.Own;
import org.darkmail.blob.BlobName;

/// The instance as browsers meet it.
@ApplicationScoped
public class Site {

  private final Domain domain;
  private final URI url;

  /// @param url scheme, host and port, without a path
  @Inject
  Site(@Own Domain domain, @Own URI url) {
    this.domain = domain;
    this.url = url;
  }

  Domain domain() {
    return domain;
  }

  /// As `Origin` (RFC 6454 §6.2) of the only pages that may write.
  String origin() {
    return url.toString();
  }

  /// Where a blob can be read by whoever knows its name (spec 30.4).
  String link(BlobName blob) {
    return url + "/blob/" + blob;
  }
}
