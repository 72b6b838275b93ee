package org.darkmail.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.darkmail.address.Address;

/// Everything that takes a proof, with its limits: for each account after 5 wrong proofs, for each
/// network after 20, every further one waits twice as long, up to a quarter of an hour.
@ApplicationScoped
@Transactional
public class SignIn {

  /// What came of signing in.
  public sealed interface Outcome {}

  /// What came of replacing a slot.
  public sealed interface Replacement {}

  /// What came of showing the passphrase once more.
  public sealed interface Proving {}

  /// The passphrase is that of the session's account.
  public record Proven() implements Proving {}

  public record SignedIn(Account account, Sessions.Started started) implements Outcome {}

  /// The slot is replaced and the account's other sessions have ended.
  public record Replaced() implements Replacement {}

  /// Wrong secret or unknown address; nothing tells which.
  public record Wrong() implements Outcome, Replacement, Proving {}

  public record TooMany(Duration delay) implements Outcome, Replacement, Proving {}

  private static final Throttle.Rule PER_ACCOUNT =
      new Throttle.Rule(5, Duration.ofSeconds(1), Duration.ofMinutes(15), Duration.ofMinutes(15));
  private static final Throttle.Rule PER_NETWORK =
      new Throttle.Rule(20, Duration.ofSeconds(1), Duration.ofMinutes(15), Duration.ofMinutes(5));

  private final Accounts accounts;
  private final Sessions sessions;
  private final Throttle byAccount;
  private final Throttle byNetwork;

  @Inject
  SignIn(Accounts accounts, Sessions sessions, Secrets secrets, InstantSource time) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.byAccount = new Throttle(PER_ACCOUNT, secrets, time);
    this.byNetwork = new Throttle(PER_NETWORK, secrets, time);
  }

  public Outcome signIn(Address address, Proof proof, Network network) {
    var wait = admit(address, network);
    if (wait.isPresent()) {
      return new TooMany(wait.get());
    }
    var account = accounts.verify(address, proof);
    if (account.isEmpty()) {
      return new Wrong();
    }
    forgive(address, network);
    return new SignedIn(accounts.find(account.get()).orElseThrow(), sessions.start(account.get()));
  }

  /// For what wants to be sure that it is still the same person who is signed in. Counts against
  /// the same limits as signing in.
  public Proving prove(Session session, Auth passphrase, Network network) {
    var address = accounts.find(session.account()).orElseThrow().address();
    var wait = admit(address, network);
    if (wait.isPresent()) {
      return new TooMany(wait.get());
    }
    if (accounts.verify(address, new Proof(SlotKind.PASSPHRASE, passphrase)).isEmpty()) {
      return new Wrong();
    }
    forgive(address, network);
    return new Proven();
  }

  /// Replaces the slot of the same kind. The account key in it must be the same one; only the vault
  /// can see to that.
  public Replacement replace(
      Session session, Proof proof, KeySlot slot, Auth auth, Network network) {
    var address = accounts.find(session.account()).orElseThrow().address();
    var wait = admit(address, network);
    if (wait.isPresent()) {
      return new TooMany(wait.get());
    }
    if (!accounts.verify(address, proof).equals(Optional.of(session.account()))) {
      return new Wrong();
    }
    forgive(address, network);
    accounts.replace(address, slot, auth);
    sessions.endOthers(session);
    return new Replaced();
  }

  private Optional<Duration> admit(Address address, Network network) {
    var wait = network.admit(byNetwork);
    if (wait.isPresent()) {
      return wait;
    }
    wait = byAccount.admit(address.toString());
    if (wait.isPresent()) {
      network.forgive(byNetwork);
    }
    return wait;
  }

  private void forgive(Address address, Network network) {
    byAccount.forget(address.toString());
    network.forgive(byNetwork);
  }
}
