package org.darkmail.delivery;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.darkmail.address.Domain;
import org.darkmail.routing.Element;

/// What is to be said to one domain, in order, by one thread at a time.
final class Lane {
  private static final int MAX_ELEMENTS = 5_000;
  private static final int MAX_OCTETS = 16 << 20;
  // So much is made into frames at once; more would keep what is urgent waiting.
  private static final int LOAD = 500;

  private final Domain to;
  private final Queue<Element> elements = new ArrayDeque<>();
  private int octets;
  private boolean running;

  Lane(Domain to) {
    this.to = to;
  }

  Domain to() {
    return to;
  }

  synchronized boolean add(Element element) {
    if (elements.size() >= MAX_ELEMENTS || octets + element.octets() > MAX_OCTETS) {
      return false;
    }
    octets += element.octets();
    return elements.add(element);
  }

  synchronized List<Element> drain() {
    var load = new ArrayList<Element>();
    for (var next = elements.poll(); next != null; next = elements.poll()) {
      octets -= next.octets();
      load.add(next);
      if (load.size() == LOAD) {
        break;
      }
    }
    return load;
  }

  /// @return true for the one who may run it now
  synchronized boolean start() {
    var free = !running && !elements.isEmpty();
    running |= free;
    return free;
  }

  synchronized void stop() {
    running = false;
  }

  synchronized boolean isIdle() {
    return !running && elements.isEmpty();
  }
}
