package org.darkmail.xmpp;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.darkmail.address.Domain;
import org.darkmail.delivery.Counters;
import org.darkmail.delivery.Counters.Drop;
import org.darkmail.delivery.Inbound;
import org.darkmail.delivery.Reach;
import org.darkmail.delivery.Reach.Fault;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smack.packet.Stanza;
import org.jivesoftware.smack.packet.StanzaError;
import org.jspecify.annotations.Nullable;
import org.jxmpp.jid.EntityFullJid;

/// Where stanzas wait between the thread that reads the stream, which must not wait for a database,
/// and those that work on them.
@ApplicationScoped
class Reception {
  static final String RELAY = "darkmail";

  private static final Logger LOG = System.getLogger(Reception.class.getName());
  // 66 kB each at most.
  private static final int MOST = 300;

  private final Inbound inbound;
  private final Counters counters;
  private final Reach reach;
  private final BlockingQueue<Received> queue = new LinkedBlockingQueue<>(MOST);

  private record Received(Domain from, FrameElement frame) {}

  @Inject
  Reception(Inbound inbound, Counters counters, Reach reach) {
    this.inbound = inbound;
    this.counters = counters;
    this.reach = reach;
  }

  /// Called by the reading thread. When the queue is full it holds the stream for a moment, so that
  /// the XMPP server keeps what comes; after that the stanza is let fall and comes again.
  void take(Stanza stanza) {
    var from = origin(stanza);
    if (from.isEmpty()
        || !(stanza.getExtension(FrameElement.QNAME) instanceof FrameElement frame)) {
      counters.count(Drop.BAD_STANZA);
      return;
    }
    try {
      if (!queue.offer(new Received(from.get(), frame), 1, TimeUnit.SECONDS)) {
        counters.count(Drop.QUEUE_FULL);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// A frame came back: the own XMPP server could not hand it on, or the other one did not take it.
  /// Told to the operator; a row of the outbox is closed by nothing but a receipt.
  void bounced(Stanza stanza) {
    var error = stanza.getError();
    var to = stanza.getFrom();
    if (error == null
        || to == null
        || to.getLocalpartOrNull() == null
        || !to.getLocalpartOrNull().toString().equals(RELAY)) {
      return;
    }
    Domain.of(to.getDomain().toString()).ifPresent(domain -> reach.failed(domain, fault(error)));
  }

  private static Fault fault(StanzaError error) {
    return switch (error.getCondition()) {
      case remote_server_not_found, remote_server_timeout -> Fault.XMPP_AWAY;
      default -> Fault.XMPP_REFUSED;
    };
  }

  /// A stanza that Smack could not read.
  void unreadable() {
    counters.count(Drop.BAD_STANZA);
  }

  /// The domain whose relay has sent it: a normal message from a full JID of `darkmail@DOMAIN`.
  private static Optional<Domain> origin(Stanza stanza) {
    return stanza instanceof Message message
            && message.getType() == Message.Type.normal
            && message.getFrom() instanceof EntityFullJid from
            && from.getLocalpart().toString().equals(RELAY)
        ? Domain.of(from.getDomain().toString())
        : Optional.empty();
  }

  /// Works on one stanza, or returns after a second without any.
  void work() throws InterruptedException {
    var received = next();
    if (received == null) {
      return;
    }
    try {
      received
          .frame()
          .octets()
          .ifPresentOrElse(
              octets -> inbound.receive(received.from(), octets),
              () -> counters.count(Drop.BAD_STANZA));
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "a frame could not be worked on; it will come again", e);
    }
  }

  private @Nullable Received next() throws InterruptedException {
    return queue.poll(1, TimeUnit.SECONDS);
  }
}
