package org.darkmail.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.darkmail.account.AccountId;
import org.darkmail.account.Accounts;
import org.darkmail.address.Address;
import org.darkmail.address.Domain;
import org.darkmail.address.Own;
import org.darkmail.delivery.Counters.Drop;
import org.darkmail.routing.Envelope;
import org.darkmail.routing.Reason;
import org.darkmail.routing.Receipt;
import org.darkmail.routing.RoutingId;
import org.darkmail.routing.RoutingMessage;
import org.darkmail.routing.Sha256;

/// Accepts routing messages (step 6): opens and checks the envelope, inserts once, commits, and
/// only then says so. A message that is known gets the receipt of its present state again. The same
/// transaction takes the claims that follow from it, so that they begin right after its commit.
@ApplicationScoped
class Accepting {
  // More than that are not taken, and so not answered: their origin sends them again when there is
  // room.
  private static final int MOST_WAITING = 5_000;

  private final Domain own;
  private final Transactions transactions;
  private final Inbox inbox;
  private final Claims claims;
  private final EnvelopeGate gate;
  private final Accounts accounts;
  private final Counters counters;
  private final InstantSource clock;

  /// A message that may come in.
  private record Entrant(AccountId account, Envelope envelope, RoutingMessage message) {}

  @Inject
  Accepting(
      @Own Domain own,
      Transactions transactions,
      Inbox inbox,
      Claims claims,
      EnvelopeGate gate,
      Accounts accounts,
      Counters counters,
      InstantSource clock) {
    this.own = own;
    this.transactions = transactions;
    this.inbox = inbox;
    this.claims = claims;
    this.gate = gate;
    this.accounts = accounts;
    this.counters = counters;
    this.clock = clock;
  }

  List<Receipt> accept(Domain origin, List<RoutingMessage> messages) {
    // If another node was first with one of them, it is known the next time.
    return Attempts.at(() -> acceptOnce(origin, messages));
  }

  private List<Receipt> acceptOnce(Domain origin, List<RoutingMessage> messages) {
    var receipts = new ArrayList<Receipt>();
    var entrants = new LinkedHashMap<RoutingId, Entrant>();
    var known = known(origin, messages);
    for (var message : messages) {
      var before = known.get(message.id());
      var twin = entrants.get(message.id());
      if (before != null) {
        receipts.add(before.has(header(message)) ? before.receipt() : badEnvelope(message));
      } else if (twin != null) {
        if (!header(twin.message()).equals(header(message))) {
          receipts.add(badEnvelope(message));
        }
      } else {
        judge(origin, message, entrants, receipts);
      }
    }
    if (entrants.size() > room(origin)) {
      counters.count(Drop.PEER_LIMIT);
    } else if (!entrants.isEmpty()) {
      insert(entrants.values().stream().toList());
      entrants.keySet().forEach(id -> receipts.add(Receipt.accepted(id)));
    }
    return receipts;
  }

  /// How many more of this origin's mails may wait to be claimed.
  private long room(Domain origin) {
    return MOST_WAITING - transactions.call(() -> inbox.waiting(origin));
  }

  private Map<RoutingId, InboxRow> known(Domain origin, List<RoutingMessage> messages) {
    return transactions.call(
        () -> inbox.find(origin, messages.stream().map(RoutingMessage::id).toList()));
  }

  private void judge(
      Domain origin,
      RoutingMessage message,
      Map<RoutingId, Entrant> entrants,
      List<Receipt> receipts) {
    switch (gate.open(origin, message)) {
      case EnvelopeGate.Undecided _ -> counters.count(Drop.UNDECIDED);
      case EnvelopeGate.Refused(var reason) -> receipts.add(Receipt.refused(message.id(), reason));
      case EnvelopeGate.Opened(var envelope) ->
          Address.of(envelope.recipient() + "@" + own)
              .filter(address -> address.local().equals(envelope.recipient()))
              .flatMap(accounts::find)
              .ifPresentOrElse(
                  account ->
                      entrants.put(message.id(), new Entrant(account.id(), envelope, message)),
                  () -> receipts.add(Receipt.refused(message.id(), Reason.NO_SUCH_ADDRESS)));
    }
  }

  private void insert(List<Entrant> entrants) {
    var now = clock.instant();
    claims.start(
        transactions.call(() -> {
          for (var entrant : entrants) {
            var header = entrant.message().header();
            var deadline = deadline(entrant, now);
            inbox.add(new InboxRow(entrant.account(), entrant.envelope(), header, now, deadline));
          }
          return inbox.take(now, claims.room());
        }));
  }

  private static Instant deadline(Entrant entrant, Instant now) {
    var last = now.plus(Settling.GIVE_UP);
    var expires = entrant.envelope().expires();
    return expires.isBefore(last) ? expires : last;
  }

  private static Sha256 header(RoutingMessage message) {
    return Sha256.of(message.header());
  }

  private static Receipt badEnvelope(RoutingMessage message) {
    return Receipt.refused(message.id(), Reason.BAD_ENVELOPE);
  }
}
