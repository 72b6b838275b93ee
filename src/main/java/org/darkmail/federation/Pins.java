package org.darkmail.federation;

import java.util.List;
import java.util.Optional;
import org.darkmail.address.Domain;

/// Where pins survive a restart.
interface Pins {

  Optional<Pin> find(Domain domain);

  /// Domains with a pin, those looked up last first.
  List<Domain> domains(int most);

  /// Takes the place of the pin with this certificate, or of none.
  ///
  /// @param before fingerprint-free: the octets of the certificate that is pinned, or empty
  /// @return false if another node has pinned something else meanwhile
  boolean keep(Pin pin, Optional<byte[]> before);
}
