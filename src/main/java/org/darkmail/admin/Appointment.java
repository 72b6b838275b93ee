package org.darkmail.admin;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.darkmail.account.AccountId;
import org.darkmail.account.Accounts;
import org.darkmail.account.SessionToken;
import org.darkmail.address.Own;
import org.jspecify.annotations.Nullable;

/// How an instance gets its first admin: whoever can read its log at start is its operator. Each
/// start of an instance without an admin writes a new link there; its token stands behind `#`,
/// which no browser sends, is kept as a hash and in memory only, and serves once.
@ApplicationScoped
public class Appointment {
  static final Duration VALID = Duration.ofHours(24);
  private static final System.Logger LOG = System.getLogger(Appointment.class.getName());

  private final Accounts accounts;
  private final URI url;
  private final InstantSource clock;
  private final SecureRandom random;
  private @Nullable Open open;

  private record Open(String hash, Instant until) {}

  @Inject
  Appointment(Accounts accounts, @Own URI url, InstantSource clock, SecureRandom random) {
    this.accounts = accounts;
    this.url = url;
    this.clock = clock;
    this.random = random;
  }

  /// After everything else has started, so that the line stands near the end.
  void start(
      @Observes
          @Initialized(ApplicationScoped.class)
          @Priority(Interceptor.Priority.APPLICATION + 200)
          Object application) {
    if (!accounts.hasAdmin()) {
      LOG.log(
          System.Logger.Level.WARNING,
          "Nobody runs this instance yet. Sign in to your mail here and open this link within {0} hours; it serves once: {1}",
          VALID.toHours(),
          link());
    }
  }

  /// A new link; the one before is worth nothing any more.
  synchronized URI link() {
    var token = SessionToken.random(random);
    open = new Open(token.hash(), clock.instant().plus(VALID));
    return URI.create(url + "/admin#" + token.secret());
  }

  /// Makes the account an admin if the token is that of the link, and nobody was faster.
  synchronized boolean take(SessionToken token, AccountId account) {
    var offer = open;
    if (offer == null
        || !clock.instant().isBefore(offer.until)
        || !same(offer.hash, token.hash())
        || accounts.hasAdmin()) {
      return false;
    }
    accounts.appoint(account);
    open = null;
    LOG.log(System.Logger.Level.INFO, "this instance has an admin now");
    return true;
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
