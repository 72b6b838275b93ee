package org.darkmail.delivery;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.darkmail.address.Domain;
import org.darkmail.delivery.Counters.Drop;
import org.darkmail.federation.Discovery;
import org.darkmail.federation.OwnDomain;
import org.darkmail.federation.Peer;
import org.darkmail.federation.Peers;
import org.darkmail.openpgp.Refusal;
import org.darkmail.openpgp.Sealed;
import org.darkmail.routing.Frame;
import org.darkmail.routing.Malformed;

/// Takes frames from other domains: opens them, checks who signed them and when, does what they ask
/// for, and replies. What is wrong is let fall and counted, never answered.
@ApplicationScoped
public class Inbound {
  private static final Duration OLDEST = Duration.ofDays(30);
  private static final Duration AHEAD = Duration.ofDays(1);

  private final OwnDomain own;
  private final Peers peers;
  private final Elements elements;
  private final Departures departures;
  private final Recovery recovery;
  private final Counters counters;
  private final Reach reach;
  private final InstantSource clock;
  private final Shares<Domain> shares;

  /// Frames whose domain must be discovered first wait here, so that nobody else waits for them.
  private final ExecutorService strangers;

  @Inject
  Inbound(
      OwnDomain own,
      Peers peers,
      Elements elements,
      Departures departures,
      Recovery recovery,
      Counters counters,
      Reach reach,
      InstantSource clock,
      ThreadFactory threads) {
    this.own = own;
    this.peers = peers;
    this.elements = elements;
    this.departures = departures;
    this.recovery = recovery;
    this.counters = counters;
    this.reach = reach;
    this.clock = clock;
    this.shares = new Shares<>(clock, 2_000, 400);
    this.strangers =
        new ThreadPoolExecutor(4, 4, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(64), threads);
  }

  /// @param from the domain that the carrier vouches for
  /// @param sealed what it carried
  public void receive(Domain from, byte[] sealed) {
    if (from.equals(own.domain())) {
      counters.count(Drop.WRONG_FRAME);
    } else if (!shares.take(from)) {
      counters.count(Drop.PEER_LIMIT);
    } else if (peers.known(from).isPresent()) {
      open(from, sealed);
    } else {
      try {
        strangers.execute(() -> open(from, sealed));
      } catch (RejectedExecutionException e) {
        counters.count(Drop.QUEUE_FULL);
      }
    }
  }

  private void open(Domain from, byte[] sealed) {
    switch (peers.peer(from)) {
      case Discovery.Failure _ -> counters.count(Drop.UNKNOWN_PEER);
      case Peer peer -> {
        try {
          handle(from, Sealed.open(Frame.FORM, sealed, own.key(), peer.certificate()));
        } catch (Refusal refusal) {
          openAgain(peer, sealed, refusal);
        }
      }
    }
  }

  /// It may have rotated its key since it was looked up.
  private void openAgain(Peer before, byte[] sealed, Refusal refusal) {
    var rotated =
        switch (refusal.reason()) {
          case WRONG_SIGNER, BAD_SIGNATURE ->
              peers.suspect(before.domain()) instanceof Peer now
                      && !now.certificate().equals(before.certificate())
                  ? now
                  : null;
          case MALFORMED, POLICY, NOT_FOR_US, TAMPERED, UNSIGNED, WRONG_TYPE, TOO_LARGE -> null;
        };
    if (rotated == null) {
      counters.count(Drop.BAD_FRAME);
      return;
    }
    try {
      handle(before.domain(), Sealed.open(Frame.FORM, sealed, own.key(), rotated.certificate()));
    } catch (Refusal again) {
      counters.count(Drop.BAD_FRAME);
    }
  }

  private void handle(Domain from, byte[] json) {
    try {
      var frame = Frame.parse(json);
      var now = clock.instant();
      if (!frame.from().equals(from)
          || !frame.to().equals(own.domain())
          || frame.time().isBefore(now.minus(OLDEST))
          || frame.time().isAfter(now.plus(AHEAD))) {
        counters.count(Drop.WRONG_FRAME);
        return;
      }
      if (reach.heard(from)) {
        recovery.back(from);
      }
      if (frame.elements().isEmpty()) {
        recovery.greeted(from, frame.time());
        return;
      }
      departures.send(from, elements.handle(from, frame.elements()));
    } catch (Malformed e) {
      counters.count(Drop.BAD_FRAME);
    }
  }

  @PreDestroy
  void close() {
    strangers.shutdown();
  }
}
