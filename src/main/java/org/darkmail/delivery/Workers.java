package org.darkmail.delivery;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import org.darkmail.mailbox.Expiry;

/// The threads of delivery, from the start of the application to its end.
@ApplicationScoped
class Workers {
  /// Frames come from the other side for at most 30 days and may be dated one day ahead (spec
  /// 50.2).
  static final Duration REMEMBERED = Duration.ofDays(32);

  private static final Logger LOG = System.getLogger(Workers.class.getName());
  private static final Duration AFTER_A_FAULT = Duration.ofSeconds(2);
  private static final Duration SWEEP = Duration.ofMinutes(1);

  private final Recovery recovery;
  private final Postman postman;
  private final Claims claims;
  private final Settling settling;
  private final Outbox outbox;
  private final Inbox inbox;
  private final Expiry expiry;
  private final Transactions transactions;
  private final InstantSource clock;
  private final ThreadFactory threads;
  private final List<Loop> running = new ArrayList<>();
  private volatile boolean stopped;

  private record Loop(Thread thread, Bell bell) {}

  @Inject
  Workers(
      Recovery recovery,
      Postman postman,
      Claims claims,
      Settling settling,
      Outbox outbox,
      Inbox inbox,
      Expiry expiry,
      Transactions transactions,
      InstantSource clock,
      ThreadFactory threads) {
    this.recovery = recovery;
    this.postman = postman;
    this.claims = claims;
    this.settling = settling;
    this.outbox = outbox;
    this.inbox = inbox;
    this.expiry = expiry;
    this.transactions = transactions;
    this.clock = clock;
    this.threads = threads;
  }

  void start(
      @Observes @Initialized(ApplicationScoped.class) @Priority(Interceptor.Priority.APPLICATION)
          Object application) {
    recovery.start();
    run("outbox", postman.bell(), postman::step);
    run("claims", claims.bell(), claims::step);
    run("sweep", new Bell(), this::sweep);
  }

  /// Once a minute: what time alone brings about.
  private Instant sweep() {
    while (settling.sweep()) {
      // Until nothing is late any more.
    }
    // After authors have been told of what was not delivered.
    expiry.sweep();
    var before = clock.instant().minus(REMEMBERED);
    transactions.call(() -> outbox.forget(before) + inbox.forget(before));
    return clock.instant().plus(SWEEP);
  }

  private void run(String name, Bell bell, Supplier<Instant> step) {
    var thread = threads.newThread(() -> loop(name, bell, step));
    thread.setName("darkmail-" + name);
    running.add(new Loop(thread, bell));
    thread.start();
  }

  private void loop(String name, Bell bell, Supplier<Instant> step) {
    while (!stopped) {
      try {
        var next = attempt(name, step);
        bell.await(Duration.between(clock.instant(), next));
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private Instant attempt(String name, Supplier<Instant> step) {
    try {
      return step.get();
    } catch (RuntimeException e) {
      // The database may be away: everything is still in it.
      if (!stopped) {
        LOG.log(Level.WARNING, "the " + name + " worker will try again", e);
      }
      return clock.instant().plus(AFTER_A_FAULT);
    }
  }

  /// Without interruption: H2 closes its file under a thread that is interrupted while it writes.
  @PreDestroy
  void stop() {
    stopped = true;
    running.forEach(loop -> loop.bell().ring());
    try {
      for (var loop : running) {
        loop.thread().join(Duration.ofSeconds(5));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
