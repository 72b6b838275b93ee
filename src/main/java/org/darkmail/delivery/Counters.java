package org.darkmail.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// What was let fall, and how often, since the start. Whatever is let fall comes again, or its
/// sender is at fault.
@ApplicationScoped
public class Counters {

  /// Why something was let fall.
  public enum Drop {
    /// A stanza that is not a frame, or not from and to relay accounts.
    BAD_STANZA,
    /// A sealed frame that does not open, or is not signed by its domain.
    BAD_FRAME,
    /// A frame that says another domain or time than it may.
    WRONG_FRAME,
    /// A frame of a domain that cannot be discovered.
    UNKNOWN_PEER,
    /// More from one domain than its share.
    PEER_LIMIT,
    /// A message whose origin cannot be looked up now, so that nothing can be said of its links.
    UNDECIDED,
    /// A queue was full.
    QUEUE_FULL,
    /// A receipt for something that was never sent to that domain.
    FOREIGN_RECEIPT,
    /// An answer that nobody waits for.
    LATE_ANSWER,
    /// Something for a domain that cannot be discovered, or that the carrier did not take.
    NOT_SENT
  }

  private final Map<Drop, LongAdder> drops = new EnumMap<>(Drop.class);

  public Counters() {
    for (var drop : Drop.values()) {
      drops.put(drop, new LongAdder());
    }
  }

  public void count(Drop drop) {
    drops.getOrDefault(drop, new LongAdder()).increment();
  }

  public Map<Drop, Long> drops() {
    var snapshot = new EnumMap<Drop, Long>(Drop.class);
    drops.forEach((drop, count) -> snapshot.put(drop, count.sum()));
    return snapshot;
  }
}
