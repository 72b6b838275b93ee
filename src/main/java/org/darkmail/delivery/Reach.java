package org.darkmail.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.darkmail.address.Domain;
import org.darkmail.federation.Discovery;
import org.jspecify.annotations.Nullable;

/// How other domains could be reached since the start: what an operator wants to know, and whether
/// there is sense in sending there now. Remembers the 2,000 domains of which something was learned
/// last.
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
  /// @param probing whether only one message at a time tries to get there
  public record Seen(
      Optional<Instant> heard, Optional<Fault> fault, Optional<Instant> failed, boolean probing) {

    /// What keeps it out of reach, unless it has been heard since.
    public Optional<Fault> trouble() {
      return fault.filter(_ -> heard.isEmpty() || failed.filter(heard.get()::isBefore).isPresent());
    }
  }

  private static final class Known {
    private final Circuit circuit = new Circuit();
    private @Nullable Instant heard;
    private @Nullable Fault fault;
    private @Nullable Instant failed;

    Seen seen() {
      return new Seen(
          Optional.ofNullable(heard),
          Optional.ofNullable(fault),
          Optional.ofNullable(failed),
          circuit.state() != Circuit.State.CLOSED);
    }
  }

  private final InstantSource clock;
  private final SecureRandom random;
  private final Map<Domain, Known> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Domain, Known> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  @Inject
  Reach(InstantSource clock, SecureRandom random) {
    this.clock = clock;
    this.random = random;
  }

  private Known of(Domain domain) {
    return known.computeIfAbsent(domain, _ -> new Known());
  }

  /// A frame that the domain has signed came in.
  ///
  /// @return true if it was out of reach, so that what waits for it had better be sent now
  synchronized boolean heard(Domain from) {
    var one = of(from);
    one.heard = clock.instant();
    return one.circuit.heard();
  }

  /// Something for the domain did not get through. A hint: it closes no row.
  public synchronized void failed(Domain to, Fault fault) {
    var one = of(to);
    one.fault = fault;
    one.failed = clock.instant();
    one.circuit.failed(clock.instant(), random);
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

  /// How many messages may leave for the domain now.
  ///
  /// @param elsewhere whether it has answered another node of this instance since then; asked only
  ///   before silence is held against it
  synchronized int room(Domain to, Predicate<Instant> elsewhere) {
    var one = known.get(to);
    if (one == null) {
      return Integer.MAX_VALUE;
    }
    var now = clock.instant();
    one.circuit
        .silence(now)
        .ifPresent(since -> {
          if (elsewhere.test(since)) {
            one.circuit.heard();
          } else {
            one.circuit.open(now, random);
          }
        });
    return one.circuit.room(now);
  }

  synchronized void tried(Domain to) {
    of(to).circuit.tried(clock.instant(), random);
  }

  /// Tries again at once, as an operator wants it.
  synchronized void forgive(Domain to) {
    var one = known.get(to);
    if (one != null) {
      one.circuit.heard();
    }
  }

  /// What could not be reached may have been so because this domain was cut off.
  synchronized void forgiveAll() {
    known.values().forEach(one -> one.circuit.heard());
  }

  public synchronized Map<Domain, Seen> all() {
    var all = new HashMap<Domain, Seen>();
    known.forEach((domain, one) -> {
      // Of what was only sent to nothing has been learned.
      if (one.heard != null || one.fault != null || one.circuit.state() != Circuit.State.CLOSED) {
        all.put(domain, one.seen());
      }
    });
    return all;
  }
}
