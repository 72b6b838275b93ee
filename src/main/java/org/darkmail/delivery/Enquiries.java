package org.darkmail.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.darkmail.account.AccountId;
import org.darkmail.address.Domain;
import org.darkmail.address.Own;
import org.darkmail.delivery.Enquiry.Why;
import org.darkmail.directory.Directory;
import org.darkmail.federation.Discovery;
import org.darkmail.federation.Peer;
import org.darkmail.federation.Peers;
import org.darkmail.routing.Answer;
import org.darkmail.routing.Json;
import org.darkmail.routing.Query;

/// Asks other domains' directories for our users' vaults (step 1). The query is sealed to the other
/// domain: here nobody learns whom it is about.
@ApplicationScoped
public class Enquiries {
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Domain own;
  private final Directory directory;
  private final Peers peers;
  private final Carrier carrier;
  private final Departures departures;
  private final Pending pending;
  private final SecureRandom random;
  private final Shares<AccountId> shares;

  @Inject
  Enquiries(
      @Own Domain own,
      Directory directory,
      Peers peers,
      Carrier carrier,
      Departures departures,
      Pending pending,
      InstantSource clock,
      SecureRandom random) {
    this.own = own;
    this.directory = directory;
    this.peers = peers;
    this.carrier = carrier;
    this.departures = departures;
    this.pending = pending;
    this.random = random;
    // A mail to 100 people at once, then one address every two seconds.
    this.shares = new Shares<>(clock, 120, 0.5);
  }

  /// Whether the account may make one more look-up now.
  public boolean admit(AccountId who) {
    return shares.take(who);
  }

  /// Done within [#PATIENCE], after discovery of the domain, which the caller waits for.
  public CompletionStage<Enquiry> ask(AccountId who, Domain domain, byte[] query) {
    if (!admit(who)) {
      return refused(Why.TOO_MANY);
    }
    if (domain.equals(own)) {
      var answer = Elements.answer("own", directory.answer(query, own));
      return CompletableFuture.completedStage(enquiry(answer));
    }
    return switch (peers.peer(domain)) {
      case Discovery.Failure failure -> refused(why(failure));
      case Peer peer -> carrier.connected() ? send(peer.domain(), query) : refused(Why.DOMAIN_AWAY);
    };
  }

  private CompletionStage<Enquiry> send(Domain domain, byte[] query) {
    var octets = new byte[16];
    random.nextBytes(octets);
    var id = Json.encode(octets);
    var future = pending.add(domain, id);
    if (future.isEmpty()) {
      return refused(Why.DOMAIN_AWAY);
    }
    departures.send(domain, List.of(new Query(id, query)));
    return future
        .get()
        .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .handle((answer, fault) ->
            answer == null ? new Enquiry.Refused(Why.DOMAIN_AWAY) : enquiry(answer));
  }

  private static Enquiry enquiry(Answer answer) {
    var octets = answer.answer();
    if (octets != null) {
      return new Enquiry.Answered(octets);
    }
    return new Enquiry.Refused("limit".equals(answer.refused()) ? Why.TOO_MANY : Why.BAD_QUERY);
  }

  private static Why why(Discovery.Failure failure) {
    return switch (failure) {
      case UNKNOWN_DOMAIN -> Why.UNKNOWN_DOMAIN;
      case DOMAIN_AWAY -> Why.DOMAIN_AWAY;
      case DOMAIN_KEY_CHANGED -> Why.DOMAIN_KEY_CHANGED;
    };
  }

  private static CompletionStage<Enquiry> refused(Why why) {
    return CompletableFuture.completedStage(new Enquiry.Refused(why));
  }
}
