package org.darkmail.delivery;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import org.darkmail.address.Domain;
import org.darkmail.routing.Answer;
import org.darkmail.routing.Element;
import org.darkmail.routing.Query;
import org.darkmail.routing.Receipt;
import org.darkmail.routing.RoutingMessage;
import org.jspecify.annotations.Nullable;

/// What is to be said to one domain, by one thread at a time: what is urgent first, each in order.
final class Lane {
  private static final int MAX_ELEMENTS = 5_000;
  private static final int MAX_OCTETS = 16 << 20;
  // So much is made into frames at once; more would keep what is urgent waiting.
  private static final int LOAD = 500;

  private final Domain to;
  private final Semaphore memory;

  /// Queries, answers and receipts: small, and somebody or a whole window waits for them.
  private final Queue<Element> urgent = new ArrayDeque<>();

  private final Queue<Element> messages = new ArrayDeque<>();
  private int octets;
  private boolean running;

  /// @param memory octets that all lanes have together
  Lane(Domain to, Semaphore memory) {
    this.to = to;
    this.memory = memory;
  }

  Domain to() {
    return to;
  }

  synchronized boolean add(Element element) {
    if (urgent.size() + messages.size() >= MAX_ELEMENTS
        || octets + element.octets() > MAX_OCTETS
        || !memory.tryAcquire(element.octets())) {
      return false;
    }
    octets += element.octets();
    return switch (element) {
      case RoutingMessage message -> messages.add(message);
      case Receipt receipt -> urgent.add(receipt);
      case Query query -> urgent.add(query);
      case Answer answer -> urgent.add(answer);
    };
  }

  synchronized List<Element> drain() {
    var load = new ArrayList<Element>();
    for (var next = poll(); next != null; next = poll()) {
      octets -= next.octets();
      memory.release(next.octets());
      load.add(next);
      if (load.size() == LOAD) {
        break;
      }
    }
    return load;
  }

  private @Nullable Element poll() {
    var next = urgent.poll();
    return next != null ? next : messages.poll();
  }

  private boolean isEmpty() {
    return urgent.isEmpty() && messages.isEmpty();
  }

  /// @return true for the one who may run it now
  synchronized boolean start() {
    var free = !running && !isEmpty();
    running |= free;
    return free;
  }

  synchronized void stop() {
    running = false;
  }

  synchronized boolean isIdle() {
    return !running && isEmpty();
  }
}
