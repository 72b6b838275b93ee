package org.darkmail.delivery;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import org.darkmail.account.AccountId;
import org.darkmail.address.Domain;
import org.darkmail.routing.Envelope;
import org.darkmail.routing.Malformed;
import org.darkmail.routing.Reason;
import org.darkmail.routing.Receipt;
import org.darkmail.routing.RoutingId;
import org.darkmail.routing.Sha256;
import org.jspecify.annotations.Nullable;

/// A routing message for one of our users. Its payload goes when it is claimed or refused, the row
/// stays for as long as its id may come back.
@Entity
@SuppressWarnings("UnusedVariable") // Some columns are only asked for in queries.
@Table(name = "inbox")
class InboxRow {

  enum State {
    ACCEPTED,
    CLAIMED,
    REFUSED
  }

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "inbox_seq")
  @SequenceGenerator(name = "inbox_seq", sequenceName = "inbox_seq", allocationSize = 50)
  private Long id;

  private String origin;
  private String routing;
  private String digest;

  @Column(name = "account_id")
  private long account;

  /// The opened envelope's JSON.
  private byte @Nullable [] envelope;

  private byte @Nullable [] header;
  private String state;
  private @Nullable String reason;
  private int attempts;
  private Instant received;
  private Instant deadline;
  private @Nullable Instant due;
  private @Nullable Instant closed;

  @SuppressWarnings("NullAway.Init")
  protected InboxRow() {}

  @SuppressWarnings("NullAway.Init") // id: by persist
  InboxRow(AccountId account, Envelope envelope, byte[] header, Instant now, Instant deadline) {
    this.origin = envelope.origin().name();
    this.routing = envelope.id().toString();
    this.digest = envelope.header().text();
    this.account = account.value();
    this.envelope = envelope.json();
    this.header = header;
    this.state = text(State.ACCEPTED);
    this.received = now;
    this.deadline = deadline;
    this.due = now;
  }

  static String text(State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  long id() {
    return id;
  }

  RoutingId routing() {
    try {
      return RoutingId.parse(routing);
    } catch (Malformed e) {
      throw new IllegalStateException(e);
    }
  }

  Domain origin() {
    return new Domain(origin);
  }

  AccountId account() {
    return new AccountId(account);
  }

  State state() {
    return State.valueOf(state.toUpperCase(Locale.ROOT));
  }

  boolean has(Sha256 headerDigest) {
    return digest.equals(headerDigest.text());
  }

  /// The present state, as the origin may hear it any number of times.
  Receipt receipt() {
    try {
      return switch (state()) {
        case ACCEPTED -> Receipt.accepted(routing());
        case CLAIMED -> Receipt.claimed(routing());
        case REFUSED -> Receipt.refused(routing(), Reason.parse(String.valueOf(reason)));
      };
    } catch (Malformed e) {
      throw new IllegalStateException(e);
    }
  }

  /// @throws IllegalStateException when it is closed
  Claim claim() {
    if (envelope == null || header == null) {
      throw new IllegalStateException("closed");
    }
    try {
      return new Claim(
          id, account(), Envelope.parse(envelope), header, received, deadline, attempts);
    } catch (Malformed e) {
      throw new IllegalStateException(e);
    }
  }

  void attempt(Instant next) {
    attempts++;
    due = next;
  }

  void dueAt(Instant when) {
    due = when;
  }

  void claimed(Instant now) {
    close(State.CLAIMED, now);
  }

  void refused(Reason why, Instant now) {
    reason = why.toString();
    close(State.REFUSED, now);
  }

  private void close(State how, Instant now) {
    state = text(how);
    envelope = null;
    header = null;
    due = null;
    closed = now;
  }
}
