package org.darkmail.delivery;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import org.darkmail.address.Domain;

/// Gives due claims to a few threads, so that one slow origin can take neither all of them nor all
/// of the memory, and large mails never take all of what small ones need.
@ApplicationScoped
class Claims {
  private static final Logger LOG = System.getLogger(Claims.class.getName());
  private static final int THREADS = 12;
  private static final int ACTIVE_PER_ORIGIN = 6;
  private static final int WAITING_PER_ORIGIN = 50;
  private static final int HELD = 300;

  /// Octets of all blobs from which on a mail is large.
  private static final long LARGE = 1 << 20;

  private static final int LARGE_AT_ONCE = 8;
  private static final int LARGE_PER_ORIGIN = 4;
  private static final Duration BUSY = Duration.ofSeconds(2);

  private final Transactions transactions;
  private final Inbox inbox;
  private final Claiming claiming;
  private final InstantSource clock;
  private final SecureRandom random;
  private final ExecutorService workers;
  private final Map<Domain, Origin> origins = new HashMap<>();
  private int held;
  private int large;

  /// The claims of one origin that are held in memory.
  private static final class Origin {
    private final Queue<Claim> small = new ArrayDeque<>();
    private final Queue<Claim> large = new ArrayDeque<>();
    private int active;
    private int activeLarge;
  }

  @Inject
  Claims(
      Transactions transactions,
      Inbox inbox,
      Claiming claiming,
      InstantSource clock,
      SecureRandom random,
      ThreadFactory threads) {
    this.transactions = transactions;
    this.inbox = inbox;
    this.claiming = claiming;
    this.clock = clock;
    this.random = random;
    this.workers = Executors.newFixedThreadPool(THREADS, threads);
  }

  Bell bell() {
    return inbox.bell();
  }

  /// Starts what is due.
  ///
  /// @return when to look again unless the bell rings
  Instant step() {
    var now = clock.instant();
    var room = room();
    if (room > 0) {
      start(transactions.call(() -> inbox.take(now, room)));
    }
    var next = transactions.call(() -> inbox.nextDue(now));
    var look = now.plus(Duration.ofMinutes(1));
    return next.filter(look::isAfter).orElse(look);
  }

  /// Starts what has been taken from the inbox.
  void start(List<Claim> taken) {
    for (var claim : taken) {
      if (!hold(claim)) {
        claiming.later(claim, clock.instant().plus(BUSY));
      }
    }
  }

  /// How many claims may be taken now; about, since others take some too.
  synchronized int room() {
    return Math.max(0, HELD - held);
  }

  private synchronized boolean hold(Claim claim) {
    var origin = origins.computeIfAbsent(claim.envelope().origin(), _ -> new Origin());
    if (origin.small.size() + origin.large.size() >= WAITING_PER_ORIGIN) {
      return false;
    }
    held++;
    (isLarge(claim) ? origin.large : origin.small).add(claim);
    drive(origin);
    return true;
  }

  private static boolean isLarge(Claim claim) {
    return claim.envelope().size() > LARGE;
  }

  /// Starts what this origin may have under way.
  private void drive(Origin origin) {
    while (origin.active < ACTIVE_PER_ORIGIN) {
      var claim = origin.small.poll();
      if (claim == null && large < LARGE_AT_ONCE && origin.activeLarge < LARGE_PER_ORIGIN) {
        claim = origin.large.poll();
      }
      if (claim == null) {
        return;
      }
      origin.active++;
      if (isLarge(claim)) {
        origin.activeLarge++;
        large++;
      }
      var next = claim;
      workers.execute(() -> work(next));
    }
  }

  private void work(Claim claim) {
    try {
      claiming.claim(claim);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "a claim failed here; it will be tried again", e);
      claiming.later(claim, clock.instant().plus(Backoff.CLAIM.after(claim.attempts(), random)));
    } finally {
      done(claim);
    }
  }

  private synchronized void done(Claim claim) {
    if (held-- >= HELD) {
      bell().ring();
    }
    var origin = origins.get(claim.envelope().origin());
    if (origin == null) {
      return;
    }
    origin.active--;
    if (isLarge(claim)) {
      origin.activeLarge--;
      large--;
      origins.values().forEach(this::drive);
    } else {
      drive(origin);
    }
    if (origin.active == 0 && origin.large.isEmpty()) {
      origins.remove(claim.envelope().origin());
    }
  }

  @PreDestroy
  void close() {
    workers.shutdown();
  }
}
