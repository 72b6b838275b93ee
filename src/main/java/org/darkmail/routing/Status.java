package org.darkmail.routing;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What the author is told about a routing message (spec 70.3).
///
/// @param reason present where, and only where, the state is refused
public record Status(RoutingId routing, State state, @Nullable Reason reason, Instant time) {
  private static final String TYPE = "darkmail/status/1";

  /// In the order in which a mail advances, then how it may end otherwise.
  public enum State {
    DELAYED,
    ACCEPTED,
    CLAIMED,
    REFUSED,
    EXPIRED,
    /// Stopped by its author before it left.
    WITHDRAWN,
    /// Stopped by its author after an attempt: it may have arrived.
    STOPPED
  }

  public Status {
    if ((state == State.REFUSED) != (reason != null)) {
      throw new IllegalArgumentException("a reason belongs to a refusal");
    }
  }

  public byte[] json() {
    return new JsonWriter()
        .text("type", TYPE)
        .text("routing", routing.toString())
        .text("state", state.name().toLowerCase(Locale.ROOT))
        .text("reason", reason == null ? null : reason.toString())
        .time("time", time)
        .octets();
  }
}
