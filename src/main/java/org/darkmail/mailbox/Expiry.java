package org.darkmail.mailbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import org.darkmail.blob.Blobs;

/// Deletes what its authors want nobody to keep any longer (spec 70.1).
@ApplicationScoped
public class Expiry {
  private final Mailboxes mailboxes;
  private final Blobs blobs;
  private final InstantSource clock;

  @Inject
  Expiry(Mailboxes mailboxes, Blobs blobs, InstantSource clock) {
    this.mailboxes = mailboxes;
    this.blobs = blobs;
    this.clock = clock;
  }

  /// Deletes all items that have expired, and their blobs without the time of grace; for a
  /// schedule. It may die anywhere: the next call goes on.
  public void sweep() {
    var now = clock.instant();
    for (var some = mailboxes.expiring(now); !some.isEmpty(); some = mailboxes.expiring(now)) {
      for (var account : some) {
        blobs.discard(mailboxes.expire(account, now));
      }
    }
  }
}
