package org.darkmail.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Who is signed in. A session ends after 7 days without use, and 30 days after sign-in at the
/// latest.
@ApplicationScoped
@Transactional
public class Sessions {

  /// A new session with the only copy of its token.
  public record Started(SessionToken token, Session session) {}

  public static final Duration LONGEST = Duration.ofDays(30);
  private static final Duration IDLE = Duration.ofDays(7);

  /// So that reading does not write each time.
  private static final Duration NOTED_EVERY = Duration.ofHours(1);

  private final EntityManager database;
  private final InstantSource time;
  private final SecureRandom random;
  private final Event<SessionsEnded> ended;

  @Inject
  Sessions(
      EntityManager database, InstantSource time, SecureRandom random, Event<SessionsEnded> ended) {
    this.database = database;
    this.time = time;
    this.random = random;
    this.ended = ended;
  }

  public Started start(AccountId account) {
    var token = SessionToken.random(random);
    var share = new byte[32];
    random.nextBytes(share);
    var row = new SessionRow(token, account, share, time.instant());
    database.persist(row);
    return new Started(token, row.session());
  }

  /// The session of a cookie, if it has not ended.
  public Optional<Session> find(SessionToken token) {
    var row = database.find(SessionRow.class, token.hash());
    var now = time.instant();
    if (row == null || !lasts(row, now)) {
      return Optional.empty();
    }
    if (row.used().plus(NOTED_EVERY).isBefore(now)) {
      row.use(now);
    }
    return Optional.of(row.session());
  }

  /// Whether the session has not ended; looking does not prolong it.
  public boolean lasts(Session session) {
    var row = database.find(SessionRow.class, session.id());
    return row != null && lasts(row, time.instant());
  }

  private static boolean lasts(SessionRow row, Instant now) {
    return row.used().plus(IDLE).isAfter(now) && row.opened().plus(LONGEST).isAfter(now);
  }

  public void end(Session session) {
    end(List.of(session.id()));
  }

  /// Ends all sessions of the account but this one.
  public void endOthers(Session kept) {
    end(
        database
            .createQuery(
                "select s.token from SessionRow s where s.account = :account and s.token <> :kept",
                String.class)
            .setParameter("account", kept.account().value())
            .setParameter("kept", kept.id())
            .getResultList());
  }

  /// Forgets what has run out; for a schedule.
  public void clean() {
    var now = time.instant();
    end(
        database
            .createQuery(
                "select s.token from SessionRow s where s.used < :idle or s.opened < :old",
                String.class)
            .setParameter("idle", now.minus(IDLE))
            .setParameter("old", now.minus(LONGEST))
            .setMaxResults(1_000)
            .getResultList());
  }

  private void end(List<String> sessions) {
    if (sessions.isEmpty()) {
      return;
    }
    database
        .createQuery("delete from SessionRow s where s.token in :sessions")
        .setParameter("sessions", sessions)
        .executeUpdate();
    ended.fire(new SessionsEnded(sessions));
  }
}
