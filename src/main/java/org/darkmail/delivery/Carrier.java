package org.darkmail.delivery;

import java.time.Instant;
import org.darkmail.address.Domain;

/// Carries frames to other domains, as well as it can: what it takes may be lost, doubled or late.
public interface Carrier {
  /// Whether there is any sense in sending now.
  boolean connected();

  /// How the connection is, in more words than [#connected].
  Link link();

  /// @param id of the frame
  /// @param frame a sealed frame of at most 48 KiB
  /// @return false if it was not even taken
  boolean send(Domain to, String id, byte[] frame);

  /// Fired when frames can be sent, again or for the first time.
  record Connected() {}

  /// @param since when it became so
  record Link(State state, Instant since) {
    public enum State {
      UP,
      /// The first attempt since the start is under way.
      CONNECTING,
      /// The own network server does not answer, or has cut the connection.
      AWAY,
      PASSWORD_REFUSED,
      /// It shows a certificate that is not trusted here.
      NOT_TRUSTED
    }
  }
}
