package org.darkmail.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.shared.Registration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.darkmail.account.SessionToken;
import org.darkmail.admin.Console;
import org.darkmail.admin.Snapshot;
import org.darkmail.admin.Visits;
import org.jspecify.annotations.Nullable;

/// Looks at the instance every two seconds while somebody looks at a page of the console, once for
/// all of them, and pushes what has changed. Nobody there, nothing runs.
@ApplicationScoped
class Watch {
  private static final long EVERY_MILLIS = 2_000;
  private static final System.Logger LOG = System.getLogger(Watch.class.getName());

  private final Console console;
  private final Visits visits;
  private final ScheduledExecutorService clock;
  private final List<Onlooker> onlookers = new CopyOnWriteArrayList<>();

  private @Nullable ScheduledFuture<?> running;

  @Inject
  Watch(Console console, Visits visits, ScheduledExecutorService clock) {
    this.console = console;
    this.visits = visits;
    this.clock = clock;
  }

  /// Somebody who looks at a page; it shows `seen`.
  private static final class Onlooker {
    private final UI ui;
    private final SessionToken visit;
    private final Consumer<Snapshot> show;
    private @Nullable Snapshot seen;

    Onlooker(UI ui, SessionToken visit, Consumer<Snapshot> show) {
      this.ui = ui;
      this.visit = visit;
      this.show = show;
    }
  }

  /// Shows what is, now and whenever it changes, until the registration is removed or the visit
  /// ends; then the page is loaded anew, which leads to the door.
  Registration look(UI ui, SessionToken visit, Consumer<Snapshot> show) {
    if (uninvited(visit)) {
      ui.getPage().reload();
      return () -> {};
    }
    var onlooker = new Onlooker(ui, visit, show);
    onlooker.seen = console.look();
    show.accept(onlooker.seen);
    onlookers.add(onlooker);
    start();
    return () -> {
      onlookers.remove(onlooker);
      stopIfAlone();
    };
  }

  private synchronized void start() {
    if (running == null) {
      running =
          clock.scheduleWithFixedDelay(
              this::tick, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private synchronized void stopIfAlone() {
    if (onlookers.isEmpty() && running != null) {
      running.cancel(false);
      running = null;
    }
  }

  private void tick() {
    try {
      onlookers.removeIf(onlooker -> onlooker.ui.isClosing() || !onlooker.ui.isAttached());
      onlookers.stream().filter(one -> uninvited(one.visit)).forEach(this::sendAway);
      stopIfAlone();
      if (!onlookers.isEmpty()) {
        var now = console.look();
        onlookers.forEach(onlooker -> tell(onlooker, now));
      }
    } catch (RuntimeException e) {
      // Else the clock would not call again.
      LOG.log(System.Logger.Level.WARNING, "the console will look again", e);
    }
  }

  /// With the database away nobody can tell, and that it is away is what there is to be seen.
  private boolean uninvited(SessionToken visit) {
    try {
      return !visits.lasts(visit);
    } catch (PersistenceException e) {
      return false;
    }
  }

  private void sendAway(Onlooker onlooker) {
    onlookers.remove(onlooker);
    onlooker.ui.access(() -> onlooker.ui.getPage().reload());
  }

  private static void tell(Onlooker onlooker, Snapshot now) {
    if (!now.equals(onlooker.seen)) {
      onlooker.seen = now;
      onlooker.ui.access(() -> onlooker.show.accept(now));
    }
  }
}
