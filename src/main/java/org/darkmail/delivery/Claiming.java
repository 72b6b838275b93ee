package org.darkmail.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.darkmail.address.Domain;
import org.darkmail.blob.Blob;
import org.darkmail.blob.BlobName;
import org.darkmail.blob.Blobs;
import org.darkmail.blob.Copy;
import org.darkmail.blob.Reservation;
import org.darkmail.federation.Discovery;
import org.darkmail.federation.Fetch;
import org.darkmail.federation.OwnDomain;
import org.darkmail.federation.Peer;
import org.darkmail.federation.Peers;
import org.darkmail.federation.Unreachable;
import org.darkmail.mailbox.Mailboxes;
import org.darkmail.routing.Arrival;
import org.darkmail.routing.Link;
import org.darkmail.routing.Reason;

/// Claims one mail (step 7): copies its blobs under fresh names, then in one transaction makes the
/// arrival that holds them, and says so.
@ApplicationScoped
class Claiming {
  private final Transactions transactions;
  private final Inbox inbox;
  private final Blobs blobs;
  private final Mailboxes mailboxes;
  private final Fetch fetch;
  private final Peers peers;
  private final OwnDomain own;
  private final Departures departures;
  private final InstantSource clock;
  private final SecureRandom random;

  @Inject
  Claiming(
      Transactions transactions,
      Inbox inbox,
      Blobs blobs,
      Mailboxes mailboxes,
      Fetch fetch,
      Peers peers,
      OwnDomain own,
      Departures departures,
      InstantSource clock,
      SecureRandom random) {
    this.transactions = transactions;
    this.inbox = inbox;
    this.blobs = blobs;
    this.mailboxes = mailboxes;
    this.fetch = fetch;
    this.peers = peers;
    this.own = own;
    this.departures = departures;
    this.clock = clock;
    this.random = random;
  }

  /// Done, refused, or put off until the next attempt.
  void claim(Claim claim) {
    if (claim.envelope().erasedBy(clock.instant())) {
      refuse(claim, Reason.EXPIRED);
      return;
    }
    if (!blobs.hasRoom(Mailboxes.owner(claim.account()), claim.envelope().size())) {
      refuse(claim, Reason.OVER_QUOTA);
      return;
    }
    var copies = new ArrayList<Arrival.Stored>();
    if (copyAll(claim, copies)) {
      arrive(claim, copies);
    } else {
      // It counts against the quota, and the next attempt makes new ones.
      blobs.discard(names(copies));
    }
  }

  /// @return false if the claim was refused or put off
  private boolean copyAll(Claim claim, List<Arrival.Stored> copies) {
    for (var link : claim.envelope().blobs()) {
      try {
        switch (copy(claim, link)) {
          case Blob blob -> copies.add(new Arrival.Stored(blob.name().text(), link));
          case Reservation.OverQuota _ -> {
            refuse(claim, Reason.OVER_QUOTA);
            return false;
          }
          case Reservation.InstanceFull _ -> throw new IOException("the instance has no room");
          case Reservation.TooLarge _ -> {
            refuse(claim, Reason.TOO_LARGE);
            return false;
          }
          case Copy.Mismatch _ -> {
            refuse(claim, Reason.BLOB_UNAVAILABLE);
            return false;
          }
        }
      } catch (IOException e) {
        putOff(claim, e);
        return false;
      }
    }
    return true;
  }

  private static List<BlobName> names(List<Arrival.Stored> copies) {
    return copies.stream().map(copy -> new BlobName(copy.name())).toList();
  }

  private Copy copy(Claim claim, Link link) throws IOException {
    try (var octets = octets(claim.envelope().origin(), link)) {
      return blobs.copy(
          Mailboxes.owner(claim.account()), octets, link.size(), link.sha256().octets());
    }
  }

  private InputStream octets(Domain origin, Link link) throws IOException {
    if (origin.equals(own.domain())) {
      return here(link);
    }
    return switch (peers.peer(origin)) {
      case Peer peer -> fetch.blob(peer, link);
      case Discovery.Failure failure -> throw new IOException(failure.name());
    };
  }

  /// From this very store: the link is one of ours, as the envelope's gate has checked.
  private InputStream here(Link link) throws IOException {
    var path = link.place().getPath();
    var blob =
        BlobName.of(path.substring(path.lastIndexOf('/') + 1))
            .flatMap(blobs::find)
            .filter(found -> found.shared() && found.complete())
            .orElseThrow(() -> new IOException("no such blob"));
    return blobs.read(blob, 0, blob.size());
  }

  private void arrive(Claim claim, List<Arrival.Stored> copies) {
    var envelope = claim.envelope();
    var arrival =
        new Arrival(envelope.id(), envelope.origin(), claim.received(), claim.header(), copies);
    var names = names(copies);
    settle(
        claim,
        row -> {
          mailboxes.arrive(claim.account(), arrival, names, envelope.erase());
          row.claimed(clock.instant());
        });
  }

  private void refuse(Claim claim, Reason reason) {
    settle(claim, row -> row.refused(reason, clock.instant()));
  }

  private interface Change {
    void to(InboxRow row);
  }

  private void settle(Claim claim, Change change) {
    var receipt =
        transactions.call(() -> {
          var row = open(claim);
          row.ifPresent(change::to);
          return row.map(InboxRow::receipt);
        });
    receipt.ifPresent(word -> departures.send(claim.envelope().origin(), List.of(word)));
  }

  private void putOff(Claim claim, IOException why) {
    var now = clock.instant();
    var hopeless =
        why instanceof Unreachable unreachable && unreachable.kind() == Unreachable.Kind.FORBIDDEN;
    if (claim.envelope().erasedBy(now)) {
      refuse(claim, Reason.EXPIRED);
      return;
    }
    if (hopeless || !now.isBefore(claim.deadline())) {
      refuse(claim, Reason.BLOB_UNAVAILABLE);
      return;
    }
    var next = now.plus(Backoff.CLAIM.after(claim.attempts(), random));
    later(claim, next.isBefore(claim.deadline()) ? next : claim.deadline());
  }

  void later(Claim claim, Instant when) {
    transactions.call(() -> {
      var row = open(claim);
      row.ifPresent(r -> r.dueAt(when));
      return row.isPresent();
    });
    inbox.bell().ring();
  }

  /// Empty if another node was quicker.
  private Optional<InboxRow> open(Claim claim) {
    return inbox.lock(claim.row()).filter(row -> row.state() == InboxRow.State.ACCEPTED);
  }
}
