package org.darkmail.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.darkmail.address.Domain;

/// Takes frames and keeps them for the test.
@ApplicationScoped
class FakeCarrier implements Carrier {
  @SuppressWarnings("ArrayRecordComponent") // Handed through, never compared.
  record Sent(Domain to, byte[] frame) {}

  private final BlockingQueue<Sent> sent = new LinkedBlockingQueue<>();
  private volatile boolean connected = true;

  @Override
  public boolean connected() {
    return connected;
  }

  void connected(boolean now) {
    connected = now;
  }

  @Override
  public Link link() {
    return new Link(connected ? Link.State.UP : Link.State.AWAY, Instant.EPOCH);
  }

  @Override
  public boolean send(Domain to, String id, byte[] frame) {
    return connected && sent.add(new Sent(to, frame));
  }

  /// The next frame, which somebody is about to send.
  Sent next() throws InterruptedException {
    var next = sent.poll(20, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("no frame was sent");
    }
    return next;
  }

  int waiting() {
    return sent.size();
  }

  void forget() {
    sent.clear();
  }
}
