package org.darkmail.directory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.darkmail.account.Account;
import org.darkmail.account.Network;
import org.darkmail.account.NewAccount;
import org.darkmail.account.Secrets;
import org.darkmail.account.Sessions;
import org.darkmail.account.Throttle;
import org.darkmail.address.Domain;
import org.darkmail.address.Own;
import org.darkmail.openpgp.Certificate;
import org.darkmail.openpgp.Refusal;

/// Open sign-up: whoever brings a free address of this domain and a certificate for it gets an
/// account.
@ApplicationScoped
public class SignUp {

  /// What came of it.
  public sealed interface Outcome {}

  public record SignedUp(Account account, Sessions.Started started) implements Outcome {}

  /// By another account, or because nobody can have it.
  public record AddressTaken() implements Outcome {}

  /// The address is not of this domain, or the certificate not within the profile and for this
  /// address.
  public record Unacceptable() implements Outcome {}

  public record TooMany(Duration delay) implements Outcome {}

  /// The relay's own, and the roles of RFC 2142 and of habit that people would take for the
  /// operator.
  private static final Set<String> RESERVED =
      Set.of(
          "darkmail",
          "abuse",
          "admin",
          "administrator",
          "hostmaster",
          "noc",
          "postmaster",
          "root",
          "security",
          "support",
          "webmaster");

  private static final Throttle.Rule PER_NETWORK =
      new Throttle.Rule(20, Duration.ofSeconds(10), Duration.ofHours(1), Duration.ofMinutes(5));

  private final Enrolment enrolment;
  private final Domain own;
  private final Throttle byNetwork;

  @Inject
  SignUp(Enrolment enrolment, @Own Domain own, Secrets secrets, InstantSource time) {
    this.enrolment = enrolment;
    this.own = own;
    this.byNetwork = new Throttle(PER_NETWORK, secrets, time);
  }

  /// @param certificate its octets, binary
  public Outcome signUp(NewAccount account, byte[] certificate, Network network) {
    if (RESERVED.contains(account.address().local())) {
      return new AddressTaken();
    }
    if (!account.address().domain().equals(own)) {
      return new Unacceptable();
    }
    Certificate checked;
    try {
      checked = Certificate.parse(certificate, account.address().toString());
    } catch (Refusal _) {
      return new Unacceptable();
    }
    var wait = network.admit(byNetwork);
    return wait.isPresent() ? new TooMany(wait.get()) : enrol(account, checked);
  }

  private Outcome enrol(NewAccount account, Certificate certificate) {
    try {
      return enrolment.enrol(account, certificate);
    } catch (RuntimeException e) {
      // Two at the same time: the database lets one of them pass.
      if (enrolment.taken(account)) {
        return new AddressTaken();
      }
      throw e;
    }
  }
}
