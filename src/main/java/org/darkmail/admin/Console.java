package org.darkmail.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.darkmail.address.Domain;
import org.darkmail.address.Own;
import org.darkmail.admin.Server.State;
import org.darkmail.delivery.Carrier;
import org.darkmail.delivery.Destination;
import org.darkmail.delivery.Queue;
import org.darkmail.delivery.Reach;
import org.darkmail.federation.Peers;

/// What the console shows.
@ApplicationScoped
public class Console {
  /// Most servers that are shown.
  private static final int MOST = 500;

  /// What a receipt takes at most when all is well.
  private static final Duration ANSWER = Duration.ofSeconds(30);

  private final Domain own;
  private final Health health;
  private final Queue queue;
  private final Reach reach;
  private final Peers peers;
  private final Carrier carrier;
  private final InstantSource clock;

  @Inject
  Console(
      @Own Domain own,
      Health health,
      Queue queue,
      Reach reach,
      Peers peers,
      Carrier carrier,
      InstantSource clock) {
    this.own = own;
    this.health = health;
    this.queue = queue;
    this.reach = reach;
    this.peers = peers;
    this.carrier = carrier;
    this.clock = clock;
  }

  /// How everything is now. With the database away there is little to tell, and that is told.
  public Snapshot look() {
    var database = health.database();
    if (database.verdict() != Verdict.GOOD) {
      var left = List.of(database, health.relay(), health.storage(), health.process());
      return new Snapshot(own.name(), left, List.of());
    }
    var servers = servers();
    return new Snapshot(
        own.name(),
        List.of(
            database,
            health.relay(),
            health.delivery(servers),
            health.servers(servers.stream().filter(s -> !s.domain().equals(own.name())).toList()),
            health.storage(),
            health.process()),
        servers);
  }

  private List<Server> servers() {
    var waiting = new HashMap<Domain, Destination>();
    queue.destinations().forEach(destination -> waiting.put(destination.domain(), destination));
    var seen = reach.all();
    var all = new TreeSet<>(Comparator.comparing(Domain::name));
    all.addAll(waiting.keySet());
    seen.forEach((domain, what) -> {
      if (worthTelling(what)) {
        all.add(domain);
      }
    });
    all.addAll(peers.pinned(MOST));
    return all.stream()
        .map(domain -> server(domain, Optional.ofNullable(waiting.get(domain)), seen))
        .sorted(
            Comparator.comparing((Server server) -> server.waiting() == 0)
                .thenComparing(server -> server.state() != State.PAUSED)
                .thenComparing(server -> server.state() != State.AWAY))
        .limit(MOST)
        .toList();
  }

  /// What somebody mistyped and nobody knows is no server to look after.
  private static boolean worthTelling(Reach.Seen seen) {
    return seen.heard().isPresent()
        || seen.fault().filter(fault -> fault == Reach.Fault.KEY_CHANGED).isPresent();
  }

  private Server server(
      Domain domain, Optional<Destination> waiting, Map<Domain, Reach.Seen> allSeen) {
    var seen = Optional.ofNullable(allSeen.get(domain));
    var state = state(waiting, seen);
    return new Server(
        domain.name(),
        state.state(),
        state.code(),
        waiting.map(Destination::waiting).orElse(0L),
        waiting.map(Destination::accepted).orElse(0L),
        waiting.filter(d -> d.waiting() + d.accepted() > 0).map(Destination::oldest),
        waiting.map(Destination::attempts).orElse(0),
        waiting.filter(d -> d.paused().isEmpty()).flatMap(Destination::next),
        seen.flatMap(Reach.Seen::heard),
        seen.flatMap(Reach.Seen::failed),
        open(waiting) && seen.filter(Reach.Seen::probing).isPresent());
  }

  private static boolean open(Optional<Destination> waiting) {
    return waiting.filter(destination -> destination.waiting() > 0).isPresent();
  }

  private record How(State state, String code) {}

  private How state(Optional<Destination> waiting, Optional<Reach.Seen> seen) {
    if (waiting.flatMap(Destination::paused).isPresent()) {
      return new How(State.PAUSED, "paused");
    }
    var open = waiting.map(Destination::waiting).orElse(0L);
    if (open > 0 && !carrier.connected()) {
      return new How(State.TRIED, "relay-away");
    }
    var trouble = seen.flatMap(Reach.Seen::trouble);
    if (trouble.isPresent()) {
      return new How(State.AWAY, code(trouble.get()));
    }
    if (waiting.filter(this::unanswered).isPresent()) {
      return new How(State.AWAY, "no-answer");
    }
    if (open > 0) {
      return new How(State.TRIED, "under-way");
    }
    if (waiting.map(Destination::accepted).orElse(0L) > 0) {
      return new How(State.ANSWERS, "claiming");
    }
    return seen.flatMap(Reach.Seen::heard).isPresent()
        ? new How(State.ANSWERS, "answers")
        : new How(State.QUIET, "quiet");
  }

  private boolean unanswered(Destination destination) {
    Instant since = destination.oldest().plus(ANSWER);
    return destination.unanswered() > 0
        && destination.attempts() > 1
        && since.isBefore(clock.instant());
  }

  private static String code(Reach.Fault fault) {
    return switch (fault) {
      case DISCOVERY_AWAY -> "discovery-away";
      case UNKNOWN_DOMAIN -> "unknown-domain";
      case KEY_CHANGED -> "key-changed";
      case XMPP_AWAY -> "xmpp-away";
      case XMPP_REFUSED -> "xmpp-refused";
    };
  }
}
