package org.darkmail.boot;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.darkmail.account.Sessions;
import org.darkmail.api.EventStreams;
import org.darkmail.blob.Blobs;

/// What happens by the clock.
@ApplicationScoped
class Housekeeping {

  private static final System.Logger LOG = System.getLogger(Housekeeping.class.getName());

  private final Blobs blobs;
  private final Sessions sessions;
  private final EventStreams streams;

  @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
  @SuppressWarnings("NullAway.Init") // set by the server
  private ManagedScheduledExecutorService clock;

  @Inject
  Housekeeping(Blobs blobs, Sessions sessions, EventStreams streams) {
    this.blobs = blobs;
    this.sessions = sessions;
    this.streams = streams;
  }

  void start(@Observes @Initialized(ApplicationScoped.class) Object start) {
    every(Duration.ofHours(1), "garbage collection", blobs::collect);
    every(Duration.ofHours(1), "look at the room", this::warnOfRoom);
    every(Duration.ofHours(1), "clean-up of sessions", sessions::clean);
    every(EventStreams.BEAT, "beat of the event streams", streams::beat);
  }

  private void warnOfRoom() {
    var room = blobs.instance();
    if (room.tight()) {
      LOG.log(
          System.Logger.Level.WARNING,
          "{0} of {1} octets of DARKMAIL_QUOTA_INSTANCE are used",
          room.used(),
          room.quota());
    }
  }

  private void every(Duration period, String what, Runnable work) {
    Runnable guarded =
        () -> {
          try {
            work.run();
          } catch (RuntimeException e) {
            // Else the clock would not call again.
            LOG.log(System.Logger.Level.ERROR, what + " failed", e);
          }
        };
    clock.scheduleWithFixedDelay(
        guarded, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
  }
}
