package org.darkmail.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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

  private record Opened(Envelope envelope, RoutingMessage message) {}

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
    var opened = new LinkedHashMap<RoutingId, Opened>();
    var known = known(origin, messages);
    for (var message : messages) {
      var before = known.get(message.id());
      var twin = opened.get(message.id());
      if (before != null) {
        receipts.add(before.has(header(message)) ? before.receipt() : badEnvelope(message));
      } else if (twin != null) {
        if (!header(twin.message()).equals(header(message))) {
          receipts.add(badEnvelope(message));
        }
      } else {
        open(origin, message, opened, receipts);
      }
    }
    var entrants = entrants(opened.values(), receipts);
    if (entrants.isEmpty()) {
      return receipts;
    }
    if (entrants.size() > room(origin)) {
      counters.count(Drop.PEER_LIMIT);
    } else {
      insert(entrants);
      entrants.forEach(entrant -> receipts.add(Receipt.accepted(entrant.message().id())));
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

  private void open(
      Domain origin,
      RoutingMessage message,
      Map<RoutingId, Opened> opened,
      List<Receipt> receipts) {
    switch (gate.open(origin, message)) {
      case EnvelopeGate.Undecided _ -> counters.count(Drop.UNDECIDED);
      case EnvelopeGate.Refused(var reason) -> receipts.add(Receipt.refused(message.id(), reason));
      case EnvelopeGate.Opened(var envelope) ->
          opened.put(message.id(), new Opened(envelope, message));
    }
  }

  /// Those whose recipient is here; the others are refused.
  private List<Entrant> entrants(Collection<Opened> opened, List<Receipt> receipts) {
    var accounts =
        opened.isEmpty()
            ? Map.<Address, AccountId>of()
            : this.accounts.ids(opened.stream().flatMap(each -> recipient(each).stream()).toList());
    var entrants = new ArrayList<Entrant>();
    for (var each : opened) {
      recipient(each)
          .map(accounts::get)
          .ifPresentOrElse(
              id -> entrants.add(new Entrant(id, each.envelope(), each.message())),
              () -> receipts.add(Receipt.refused(each.message().id(), Reason.NO_SUCH_ADDRESS)));
    }
    return entrants;
  }

  private Optional<Address> recipient(Opened opened) {
    var local = opened.envelope().recipient();
    return Address.of(local + "@" + own).filter(address -> address.local().equals(local));
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
    var erase = entrant.envelope().erase().orElse(expires);
    return Stream.of(last, expires, erase).min(Comparator.naturalOrder()).orElseThrow();
  }

  private static Sha256 header(RoutingMessage message) {
    return Sha256.of(message.header());
  }

  private static Receipt badEnvelope(RoutingMessage message) {
    return Receipt.refused(message.id(), Reason.BAD_ENVELOPE);
  }
}
