package org.darkmail.delivery;

import java.time.Instant;
import java.util.Optional;
import org.darkmail.address.Domain;

/// What waits for one domain, without a word of whose it is.
///
/// @param unsent messages that were never sent
/// @param unanswered messages that were sent and have no receipt
/// @param accepted messages that the domain has, and whose blobs it has not claimed yet
/// @param oldest when the first of all these was submitted
/// @param attempts most that one of those without a receipt has had
/// @param next when something will be sent again, empty if nothing but a receipt is waited for
/// @param paused since when an operator keeps it from being sent
public record Destination(
    Domain domain,
    long unsent,
    long unanswered,
    long accepted,
    Instant oldest,
    int attempts,
    Optional<Instant> next,
    Optional<Instant> paused) {

  public long waiting() {
    return unsent + unanswered;
  }
}
