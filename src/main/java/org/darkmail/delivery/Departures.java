package org.darkmail.delivery;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import org.darkmail.address.Domain;
import org.darkmail.delivery.Counters.Drop;
import org.darkmail.federation.Discovery;
import org.darkmail.federation.OwnDomain;
import org.darkmail.federation.Peer;
import org.darkmail.federation.Peers;
import org.darkmail.openpgp.Sealed;
import org.darkmail.routing.Element;
import org.darkmail.routing.Frame;
import org.darkmail.routing.Json;

/// Packs what is to be said to other domains into frames, signs, seals and hands them to the
/// [Carrier]. While one frame to a domain is made, what comes up meanwhile gathers for the next
/// one: nothing waits when there is little, much is batched when there is much. What is for this
/// domain itself takes the short way.
@ApplicationScoped
public class Departures {
  private static final Logger LOG = System.getLogger(Departures.class.getName());
  private static final int THREADS = 16;
  private static final int MAX_LANES = 2_000;

  /// Octets that wait for all domains together.
  private static final int MEMORY = 64 << 20;

  /// Less than that is kept for receipts, queries and answers.
  private static final int RESERVE = MEMORY / 4;

  private final OwnDomain own;
  private final Peers peers;
  private final Carrier carrier;
  private final Elements elements;
  private final Counters counters;
  private final Reach reach;
  private final InstantSource clock;
  private final SecureRandom random;
  private final ExecutorService workers;
  private final Semaphore memory = new Semaphore(MEMORY);
  private final Map<Domain, Lane> lanes = new ConcurrentHashMap<>();

  @Inject
  Departures(
      OwnDomain own,
      Peers peers,
      Carrier carrier,
      Elements elements,
      Counters counters,
      Reach reach,
      InstantSource clock,
      SecureRandom random,
      ThreadFactory threads) {
    this.own = own;
    this.peers = peers;
    this.carrier = carrier;
    this.elements = elements;
    this.counters = counters;
    this.reach = reach;
    this.clock = clock;
    this.random = random;
    this.workers = Executors.newFixedThreadPool(THREADS, threads);
  }

  /// Returns at once. What does not fit into the domain's lane is let fall: it comes again.
  void send(Domain to, List<? extends Element> what) {
    var lane = lanes.get(to);
    if (lane == null) {
      if (lanes.size() >= MAX_LANES) {
        lanes.values().removeIf(Lane::isIdle);
      }
      lane = lanes.computeIfAbsent(to, domain -> new Lane(domain, memory));
    }
    for (var element : what) {
      if (!lane.add(element)) {
        counters.count(Drop.QUEUE_FULL);
      }
    }
    drive(lane);
  }

  /// Whether more messages are to be taken from the outbox.
  boolean hasRoom() {
    return memory.availablePermits() > RESERVE;
  }

  /// Tells a domain that this one is there (again), by a frame without elements.
  void greet(Domain to) {
    workers.execute(() -> {
      if (carrier.connected() && peers.peer(to) instanceof Peer peer) {
        dispatch(peer, List.of());
      }
    });
  }

  void resume(@Observes Carrier.Connected connected) {
    lanes.values().forEach(this::drive);
  }

  private void drive(Lane lane) {
    if (lane.start()) {
      try {
        workers.execute(() -> run(lane));
      } catch (RejectedExecutionException e) {
        lane.stop();
      }
    }
  }

  private void run(Lane lane) {
    try {
      // Nothing is lost with a fault: what is not said is asked for again.
      for (var load = ready(lane); !load.isEmpty(); load = ready(lane)) {
        if (lane.to().equals(own.domain())) {
          handleHere(load);
        } else {
          handOver(lane.to(), load);
        }
      }
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "something for another domain could not be sent", e);
    } finally {
      lane.stop();
    }
    // What came between the last look and the stop would wait for the next one.
    if (!lane.isIdle() && mayRun(lane)) {
      drive(lane);
    }
  }

  private List<Element> ready(Lane lane) {
    return mayRun(lane) ? lane.drain() : List.of();
  }

  private boolean mayRun(Lane lane) {
    return lane.to().equals(own.domain()) || carrier.connected();
  }

  private void handleHere(List<Element> load) {
    var here = own.domain();
    for (var replies = load; !replies.isEmpty(); ) {
      replies = elements.handle(here, replies);
    }
  }

  private void handOver(Domain to, List<Element> load) {
    switch (peers.peer(to)) {
      case Peer peer -> Frame.loads(load).forEach(part -> dispatch(peer, part));
      case Discovery.Failure failure -> {
        reach.failed(to, failure);
        load.forEach(element -> counters.count(Drop.NOT_SENT));
      }
    }
  }

  private void dispatch(Peer peer, List<Element> part) {
    var octets = new byte[16];
    random.nextBytes(octets);
    var now = clock.instant();
    var frame = new Frame(Json.encode(octets), own.domain(), peer.domain(), now, part);
    var sealed = Sealed.seal(Frame.FORM, frame.json(), peer.certificate(), own.key(), now, random);
    if (!carrier.send(peer.domain(), frame.id(), sealed)) {
      part.forEach(element -> counters.count(Drop.NOT_SENT));
    }
  }

  @PreDestroy
  void close() {
    workers.shutdown();
  }
}
