package org.darkmail.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.darkmail.account.Accounts;
import org.darkmail.account.Auth;
import org.darkmail.account.Network;
import org.darkmail.account.Session;
import org.darkmail.account.SessionToken;
import org.darkmail.account.Sessions;
import org.darkmail.account.SessionsEnded;
import org.darkmail.account.SignIn;

/// Who is in the console. A visit begins with the passphrase of an admin who is signed in to their
/// mail, and ends after a quarter of an hour without an order or a turn of the page, with that
/// sign-in, with the role, and with the process: it is in memory only, as the pages are.
@ApplicationScoped
public class Visits {
  /// Name of the cookie that carries a visit's token.
  public static final String COOKIE = "__Host-darkmail-console";

  public static final Duration IDLE = Duration.ofMinutes(15);

  /// What came of asking to be let in.
  public sealed interface Entry {}

  /// @param token for the cookie
  public record Entered(SessionToken token) implements Entry {}

  public record WrongPassphrase() implements Entry {}

  public record TooMany(Duration delay) implements Entry {}

  /// The passphrase is right and the account is nobody who runs this instance.
  public record NotAdmin() implements Entry {}

  private record Visit(Session session, Instant used) {}

  private final SignIn signIn;
  private final Accounts accounts;
  private final Sessions sessions;
  private final Appointment appointment;
  private final InstantSource clock;
  private final SecureRandom random;
  private final Map<String, Visit> visits = new ConcurrentHashMap<>();

  @Inject
  Visits(
      SignIn signIn,
      Accounts accounts,
      Sessions sessions,
      Appointment appointment,
      InstantSource clock,
      SecureRandom random) {
    this.signIn = signIn;
    this.accounts = accounts;
    this.sessions = sessions;
    this.appointment = appointment;
    this.clock = clock;
    this.random = random;
  }

  /// @param invitation what stood in the link of the log
  public Entry enter(
      Session session, Auth passphrase, Optional<SessionToken> invitation, Network network) {
    return switch (signIn.prove(session, passphrase, network)) {
      case SignIn.Wrong _ -> new WrongPassphrase();
      case SignIn.TooMany(var delay) -> new TooMany(delay);
      case SignIn.Proven _ -> {
        var account = session.account();
        invitation.ifPresent(token -> appointment.take(token, account));
        yield accounts.isAdmin(account) ? begin(session) : new NotAdmin();
      }
    };
  }

  private Entered begin(Session session) {
    var now = clock.instant();
    visits.values().removeIf(visit -> idle(visit, now));
    var token = SessionToken.random(random);
    visits.put(token.hash(), new Visit(session, now));
    return new Entered(token);
  }

  /// Whether the visit lasts; looking does not prolong it.
  public boolean lasts(SessionToken token) {
    var visit = visits.get(token.hash());
    if (visit == null) {
      return false;
    }
    var lasts =
        !idle(visit, clock.instant())
            && sessions.lasts(visit.session())
            && accounts.isAdmin(visit.session().account());
    if (!lasts) {
      visits.remove(token.hash());
    }
    return lasts;
  }

  /// As [#lasts], and the visit has been of use now.
  public boolean use(SessionToken token) {
    return lasts(token)
        && visits.computeIfPresent(
                token.hash(), (_, visit) -> new Visit(visit.session(), clock.instant()))
            != null;
  }

  public void leave(SessionToken token) {
    visits.remove(token.hash());
  }

  void signedOut(@Observes SessionsEnded ended) {
    visits.values().removeIf(visit -> ended.sessions().contains(visit.session().id()));
  }

  private static boolean idle(Visit visit, Instant now) {
    return !visit.used().plus(IDLE).isAfter(now);
  }
}
