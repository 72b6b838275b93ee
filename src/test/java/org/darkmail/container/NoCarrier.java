package org.darkmail.container;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.darkmail.address.Domain;
import org.darkmail.delivery.Carrier;

/// For tests in which nothing is sent.
@ApplicationScoped
public class NoCarrier implements Carrier {

  @Override
  public boolean connected() {
    return false;
  }

  @Override
  public Link link() {
    return new Link(Link.State.AWAY, Instant.EPOCH);
  }

  @Override
  public boolean send(Domain to, String id, byte[] frame) {
    return false;
  }
}
