package org.darkmail.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.darkmail.address.Domain;
import org.darkmail.federation.Discovery;

/// How other domains could be reached since the start: what an operator wants to know, and nothing
/// that decides about a mail. Remembers the 2,000 domains of which something was learned last.
@ApplicationScoped
public class Reach {
  private static final int MAX_REMEMBERED = 2_000;

  /// Why a domain could not be reached. Names what was tried, never what an answer said.
  public enum Fault {
    /// It could not be looked up, and never was.
    DISCOVERY_AWAY,
    /// Whoever answers under its name does not take part.
    UNKNOWN_DOMAIN,
    /// It shows another key than before, which the old one has not signed.
    KEY_CHANGED,
    /// The own XMPP server could not reach its XMPP server.
    XMPP_AWAY,
    /// Its XMPP server did not take the frame.
    XMPP_REFUSED
  }

  /// @param heard when its last genuine frame came
  /// @param failed when it was last found to be out of reach
  public record Seen(Optional<Instant> heard, Optional<Fault> fault, Optional<Instant> failed) {
    static final Seen NEVER = new Seen(Optional.empty(), Optional.empty(), Optional.empty());

    /// What keeps it out of reach, unless it has been heard since.
    public Optional<Fault> trouble() {
      return fault.filter(_ -> heard.isEmpty() || failed.filter(heard.get()::isBefore).isPresent());
    }
  }

  private final InstantSource clock;
  private final Map<Domain, Seen> seen =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Domain, Seen> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  @Inject
  Reach(InstantSource clock) {
    this.clock = clock;
  }

  /// A frame that the domain has signed came in.
  synchronized void heard(Domain from) {
    var before = seen.getOrDefault(from, Seen.NEVER);
    seen.put(from, new Seen(Optional.of(clock.instant()), before.fault, before.failed));
  }

  /// Something for the domain did not get through. A hint: it closes no row.
  public synchronized void failed(Domain to, Fault fault) {
    var before = seen.getOrDefault(to, Seen.NEVER);
    seen.put(to, new Seen(before.heard, Optional.of(fault), Optional.of(clock.instant())));
  }

  void failed(Domain to, Discovery.Failure failure) {
    failed(
        to,
        switch (failure) {
          case DOMAIN_AWAY -> Fault.DISCOVERY_AWAY;
          case UNKNOWN_DOMAIN -> Fault.UNKNOWN_DOMAIN;
          case DOMAIN_KEY_CHANGED -> Fault.KEY_CHANGED;
        });
  }

  public synchronized Map<Domain, Seen> all() {
    return Map.copyOf(seen);
  }
}
