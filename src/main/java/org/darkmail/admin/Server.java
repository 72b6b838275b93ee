package org.darkmail.admin;

import java.time.Instant;
import java.util.Optional;

/// Another domain as an operator sees it: whether it can be reached, and what waits for it.
///
/// @param code names the sentences that say why and what to do; see the console's messages
/// @param waiting messages without a receipt
/// @param accepted messages that it has and whose blobs it has not claimed yet
/// @param oldest when the first of them was submitted
/// @param attempts most that one of those without a receipt has had
/// @param next when something will be sent again
/// @param heard when its last genuine frame came, since the start of this process
/// @param failed when it was last found to be out of reach, since the start of this process
/// @param probing whether only one message at a time tries to get there, and the others wait
public record Server(
    String domain,
    State state,
    String code,
    long waiting,
    long accepted,
    Optional<Instant> oldest,
    int attempts,
    Optional<Instant> next,
    Optional<Instant> heard,
    Optional<Instant> failed,
    boolean probing) {

  public enum State {
    /// It has been heard, and nothing has gone wrong since.
    ANSWERS,
    /// Nothing is known since the start.
    QUIET,
    /// Something is under way to it and not due for an answer yet.
    TRIED,
    /// It cannot be reached, or does not answer.
    AWAY,
    PAUSED
  }
}
