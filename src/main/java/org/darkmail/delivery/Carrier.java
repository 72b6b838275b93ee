package org.darkmail.delivery;

import org.darkmail.address.Domain;

/// Carries frames to other domains, as well as it can: what it takes may be lost, doubled or late.
public interface Carrier {

  /// Whether there is any sense in sending now.
  boolean connected();

  /// @param id of the frame
  /// @param frame a sealed frame of at most 48 KiB
  /// @return false if it was not even taken
  boolean send(Domain to, String id, byte[] frame);

  /// Fired when frames can be sent, again or for the first time.
  record Connected() {}
}
