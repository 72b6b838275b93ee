package org.darkmail.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.page.Page;
import com.vaadin.flow.server.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.darkmail.account.SessionToken;
import org.darkmail.address.Domain;
import org.darkmail.admin.Admins;
import org.darkmail.admin.Console;
import org.darkmail.admin.Snapshot;
import org.darkmail.admin.Visits;
import org.darkmail.container.Container;
import org.darkmail.container.NoCarrier;
import org.darkmail.delivery.Queue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is pushed to the console's pages, and when.
class WatchTest {
  private final Clock clock = new Clock();
  private final List<Snapshot> shown = new ArrayList<>();
  private Container container;
  private Watch watch;
  private SessionToken visit;

  @BeforeEach
  void start() {
    var beans = new ArrayList<Class<?>>(List.of(Admins.BEANS));
    beans.add(NoCarrier.class);
    container = Container.withDelivery(Map.of(), beans.toArray(Class<?>[]::new));
    watch = new Watch(container.get(Console.class), container.get(Visits.class), clock);
    visit = Admins.visit(container);
  }

  @AfterEach
  void stop() {
    container.close();
    clock.shutdownNow();
  }

  @Test
  void nothingRunsWhileNobodyLooks() {
    assertFalse(clock.runs());
    var first = watch.look(new Played(), visit, shown::add);
    var second = watch.look(new Played(), visit, shown::add);
    assertTrue(clock.runs());
    first.remove();
    assertTrue(clock.runs());
    second.remove();
    assertFalse(clock.runs());
    watch.look(new Played(), visit, shown::add);
    assertTrue(clock.runs(), "and again when somebody comes");
  }

  @Test
  void aPageThatIsGoneIsForgotten() {
    var ui = new Played();
    watch.look(ui, visit, shown::add);
    ui.attached = false;
    clock.tick();
    assertFalse(clock.runs());
  }

  @Test
  void onlyWhatHasChangedIsPushed() {
    watch.look(new Played(), visit, shown::add);
    assertEquals(1, shown.size());
    clock.tick();
    assertEquals(1, shown.size());
    container.get(Queue.class).pause(Domain.parse("north.test"));
    clock.tick();
    assertEquals(2, shown.size());
    assertEquals("north.test", shown.getLast().servers().getFirst().domain());
  }

  @Test
  void whoseVisitHasEndedIsSentToTheDoor() {
    var ui = new Played();
    watch.look(ui, visit, shown::add);
    container.time().pass(Visits.IDLE);
    clock.tick();
    assertEquals(1, ui.reloads);
    assertFalse(clock.runs());
    assertEquals(1, shown.size());
  }

  @Test
  void whoseVisitHasEndedAlreadyIsShownNothing() {
    container.get(Visits.class).leave(visit);
    var ui = new Played();
    watch.look(ui, visit, shown::add);
    assertEquals(1, ui.reloads);
    assertEquals(List.of(), shown);
  }

  /// A page of a browser that is there.
  private static final class Played extends UI {
    private boolean attached = true;
    private int reloads;

    @Override
    public boolean isAttached() {
      return attached;
    }

    @Override
    public Future<Void> access(Command command) {
      command.execute();
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public Page getPage() {
      return new Page(this) {
        @Override
        public void reload() {
          reloads++;
        }
      };
    }
  }

  /// Ticks when it is told to.
  private static final class Clock extends ScheduledThreadPoolExecutor {
    private Runnable work = () -> {};
    private @Nullable ScheduledFuture<?> running;

    Clock() {
      super(1);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(
        Runnable task, long first, long every, TimeUnit unit) {
      work = task;
      var never = super.schedule(() -> {}, 1, TimeUnit.DAYS);
      running = never;
      return never;
    }

    void tick() {
      work.run();
    }

    boolean runs() {
      return running != null && !running.isCancelled();
    }
  }
}
