package org.darkmail.xmpp;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.darkmail.delivery.Carrier;
import org.darkmail.delivery.Carrier.Link;
import org.darkmail.delivery.Carrier.Link.State;
import org.jivesoftware.smack.SmackException;
import org.jivesoftware.smack.packet.Presence;
import org.jivesoftware.smack.sasl.SASLErrorException;
import org.jivesoftware.smack.tcp.XMPPTCPConnection;
import org.jivesoftware.smackx.ping.PingManager;
import org.jspecify.annotations.Nullable;

/// Keeps the relay account signed in: connects, sends presence, pings, and begins anew after 0.5 s
/// to 30 s whenever the connection is lost.
@ApplicationScoped
class Relay {
  private static final Logger LOG = System.getLogger(Relay.class.getName());
  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration PING = Duration.ofSeconds(30);
  private static final long PING_PATIENCE_MILLIS = 10_000;
  private static final int READERS = 2;

  private final RelayConfig config;
  private final Reception reception;
  private final Event<Carrier.Connected> connected;
  private final InstantSource clock;
  private final ThreadFactory threads;
  private final Semaphore lost = new Semaphore(0);
  private volatile @Nullable XMPPTCPConnection connection;
  private volatile Link link;
  private volatile boolean stopped;

  @Inject
  Relay(
      RelayConfig config,
      Reception reception,
      Event<Carrier.Connected> connected,
      InstantSource clock,
      ThreadFactory threads) {
    this.config = config;
    this.reception = reception;
    this.connected = connected;
    this.clock = clock;
    this.threads = threads;
    this.link = new Link(State.CONNECTING, clock.instant());
  }

  /// After delivery's own workers.
  void start(
      @Observes
          @Initialized(ApplicationScoped.class)
          @Priority(Interceptor.Priority.APPLICATION + 100)
          Object application) {
    thread("darkmail-relay", this::keepConnected);
    for (var reader = 0; reader < READERS; reader++) {
      thread("darkmail-frames-" + reader, this::work);
    }
  }

  private void thread(String name, Runnable work) {
    var thread = threads.newThread(work);
    thread.setName(name);
    thread.start();
  }

  /// The connection, if it is signed in.
  @Nullable XMPPTCPConnection signedIn() {
    var now = connection;
    return now != null && now.isAuthenticated() ? now : null;
  }

  /// How the connection is now.
  Link link() {
    var now = link;
    // The thread that keeps it may not have noticed yet.
    return now.state() == State.UP && signedIn() == null
        ? new Link(State.AWAY, clock.instant())
        : now;
  }

  private void is(State state) {
    if (link.state() != state) {
      link = new Link(state, clock.instant());
    }
  }

  private void work() {
    try {
      while (!stopped) {
        reception.work();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void keepConnected() {
    var pause = FIRST;
    try {
      while (!stopped) {
        try {
          var now =
              connection == null ? Connections.make(config, reception, lost::release) : connection;
          connection = now;
          signIn(now);
          pause = FIRST;
          is(State.UP);
          LOG.log(Level.INFO, "signed in to the XMPP server of {0}", config.domain());
          connected.fire(new Carrier.Connected());
          watch(now);
          is(State.AWAY);
        } catch (InterruptedException e) {
          throw e;
        } catch (SASLErrorException e) {
          LOG.log(Level.WARNING, "the XMPP server refuses the relay''s password");
          is(State.PASSWORD_REFUSED);
          // The next connection reads it anew.
          discard();
        } catch (Exception e) {
          is(untrusted(e) ? State.NOT_TRUSTED : State.AWAY);
          // No stack trace: this is what an XMPP server that restarts looks like.
          LOG.log(Level.WARNING, "no connection to the XMPP server: {0}", reason(e));
        }
        if (!stopped) {
          lost.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
          var next = pause.multipliedBy(2);
          pause = next.compareTo(LONGEST) > 0 ? LONGEST : next;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean untrusted(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException) {
        return true;
      }
    }
    return false;
  }

  private void discard() {
    var refused = connection;
    connection = null;
    if (refused != null) {
      refused.disconnect();
    }
  }

  private static void signIn(XMPPTCPConnection connection) throws Exception {
    if (!connection.isConnected()) {
      connection.connect();
    }
    if (!connection.isAuthenticated()) {
      connection.login();
    }
    var presence =
        connection
            .getStanzaFactory()
            .buildPresenceStanza()
            .ofType(Presence.Type.available)
            .setPriority(0)
            .build();
    connection.sendStanza(presence);
  }

  /// Returns when the connection is lost.
  private void watch(XMPPTCPConnection now) throws InterruptedException {
    lost.drainPermits();
    while (!stopped && now.isAuthenticated()) {
      if (lost.tryAcquire(PING.toMillis(), TimeUnit.MILLISECONDS)) {
        continue;
      }
      if (!answers(now)) {
        now.instantShutdown();
        return;
      }
    }
  }

  private static boolean answers(XMPPTCPConnection now) throws InterruptedException {
    try {
      return PingManager.getInstanceFor(now).pingMyServer(false, PING_PATIENCE_MILLIS);
    } catch (SmackException e) {
      return false;
    }
  }

  private static String reason(Exception e) {
    var text = String.valueOf(e.getMessage());
    return e.getClass().getSimpleName() + ": " + text.lines().findFirst().orElse("");
  }

  @PreDestroy
  void stop() {
    stopped = true;
    lost.release();
    var now = connection;
    if (now != null) {
      now.disconnect();
    }
  }
}
