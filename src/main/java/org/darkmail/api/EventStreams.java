package org.darkmail.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import org.darkmail.account.AccountId;
import org.darkmail.account.Session;
import org.darkmail.account.SessionsEnded;
import org.darkmail.mailbox.MailboxChanged;
import org.darkmail.mailbox.Mailboxes;

/// Who listens for changes of a mailbox (spec 80.2): each gets the number of the newest change at
/// once and after each commit.
@ApplicationScoped
public class EventStreams {

  /// Between two comment lines, by which both ends notice that the other has gone.
  public static final Duration BEAT = Duration.ofSeconds(25);

  private static final int MOST = 32;

  private record Stream(Session session, SseEventSink sink, Sse sse) {

    void change(long change) {
      send(sse.newEvent("change", Long.toString(change)));
    }

    void beat() {
      send(sse.newEventBuilder().comment("").build());
    }

    private void send(OutboundSseEvent event) {
      synchronized (sink) {
        if (!sink.isClosed()) {
          var _ =
              sink.send(event)
                  .whenComplete((_, failure) -> {
                    if (failure != null) {
                      sink.close();
                    }
                  });
        }
      }
    }
  }

  private final Mailboxes mailboxes;
  private final Map<AccountId, Set<Stream>> open = new ConcurrentHashMap<>();

  @Inject
  EventStreams(Mailboxes mailboxes) {
    this.mailboxes = mailboxes;
  }

  void open(Session session, SseEventSink sink, Sse sse) {
    var stream = new Stream(session, sink, sse);
    // Before the number is read, so that no change falls between.
    open.compute(
        session.account(),
        (_, streams) -> {
          var all = streams == null ? new CopyOnWriteArraySet<Stream>() : streams;
          all.removeIf(other -> other.sink().isClosed());
          if (all.size() >= MOST) {
            var oldest = all.iterator().next();
            oldest.sink().close();
            all.remove(oldest);
          }
          all.add(stream);
          return all;
        });
    stream.change(mailboxes.change(session.account()));
  }

  void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) MailboxChanged changed) {
    open.getOrDefault(changed.account(), Set.of()).forEach(s -> s.change(changed.change()));
  }

  void ended(@Observes(during = TransactionPhase.AFTER_SUCCESS) SessionsEnded ended) {
    open.values()
        .forEach(streams ->
            streams.stream()
                .filter(stream -> ended.sessions().contains(stream.session().id()))
                .forEach(stream -> stream.sink().close()));
  }

  /// Once every [#BEAT].
  public void beat() {
    open.keySet()
        .forEach(account ->
            open.computeIfPresent(
                account,
                (_, streams) -> {
                  streams.removeIf(stream -> stream.sink().isClosed());
                  return streams.isEmpty() ? null : streams;
                }));
    open.values().forEach(streams -> streams.forEach(Stream::beat));
  }
}
