package org.darkmail.delivery;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.darkmail.account.AccountId;
import org.darkmail.address.Domain;
import org.darkmail.blob.BlobName;
import org.darkmail.routing.Malformed;
import org.darkmail.routing.RoutingId;
import org.darkmail.routing.RoutingMessage;
import org.darkmail.routing.Sha256;
import org.jspecify.annotations.Nullable;

/// A routing message of one of our users, for one recipient. Its payload goes when it is closed,
/// the row stays for as long as its id may come back.
@Entity
@SuppressWarnings("UnusedVariable") // Some columns are only asked for in queries.
@Table(name = "outbox")
class OutboxRow {

  enum State {
    /// Not to be sent before it is due; until then its author may withdraw it.
    HELD,
    /// No receipt yet.
    WAITING,
    ACCEPTED,
    CLAIMED,
    REFUSED,
    EXPIRED,
    WITHDRAWN
  }

  @Id private String id;

  @Column(name = "account_id")
  private long account;

  private String domain;
  private String digest;

  @Column(name = "change_number")
  private long change;

  // Not updatable, else each change of state would write the payload again: see Outbox.empty.
  @Column(updatable = false)
  private byte @Nullable [] envelope;

  @Column(updatable = false)
  private byte @Nullable [] header;

  private String blobs;
  private String state;
  private int attempts;
  private int notices;

  /// See [Turns]; null once it was sent.
  private @Nullable Long turn;

  private boolean bulk;
  private Instant submitted;
  private @Nullable Instant accepted;
  private @Nullable Instant sent;
  private @Nullable Instant due;
  private @Nullable Instant closed;
  private @Nullable Instant expires;

  @SuppressWarnings("NullAway.Init")
  protected OutboxRow() {}

  /// @param bulk whether the mail goes to many
  /// @param expires when there is no sense in it any more
  /// @param due later than now for a message that is held until then
  OutboxRow(
      AccountId account,
      Submission submission,
      boolean bulk,
      long change,
      Instant now,
      Instant due,
      Optional<Instant> expires) {
    this.id = submission.message().id().toString();
    this.account = account.value();
    this.domain = submission.domain().name();
    this.digest = submission.digest().text();
    this.bulk = bulk;
    this.change = change;
    this.envelope = submission.message().envelope();
    this.header = submission.message().header();
    this.blobs = String.join(" ", submission.blobs().stream().map(BlobName::text).toList());
    this.state = text(due.isAfter(now) ? State.HELD : State.WAITING);
    this.submitted = now;
    this.due = due;
    this.expires = expires.orElse(null);
  }

  static String text(State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  RoutingId id() {
    try {
      return RoutingId.parse(id);
    } catch (Malformed e) {
      throw new IllegalStateException(e);
    }
  }

  AccountId account() {
    return new AccountId(account);
  }

  Domain domain() {
    return new Domain(domain);
  }

  State state() {
    return State.valueOf(state.toUpperCase(Locale.ROOT));
  }

  /// The mailbox's change number of the submission, for the same answer to the same submission.
  long change() {
    return change;
  }

  boolean is(AccountId who, Sha256 what) {
    return account == who.value() && digest.equals(what.text());
  }

  List<BlobName> blobs() {
    return blobs.isEmpty()
        ? List.of()
        : Arrays.stream(blobs.split(" ", -1)).map(BlobName::new).toList();
  }

  /// @throws IllegalStateException when it is closed
  RoutingMessage message() {
    if (envelope == null || header == null) {
      throw new IllegalStateException("closed");
    }
    return new RoutingMessage(id(), envelope, header);
  }

  boolean isBulk() {
    return bulk;
  }

  void turn(long number) {
    turn = number;
  }

  /// Held until now.
  void release() {
    state = text(State.WAITING);
    submitted = Objects.requireNonNull(due);
  }

  /// Whether it was ever handed over: then it may be there.
  boolean hasLeft() {
    return sent != null;
  }

  int attempt(Instant now) {
    sent = now;
    turn = null;
    return ++attempts;
  }

  void dueAt(Instant when) {
    due = when;
  }

  void noticed(int soMany) {
    notices = soMany;
  }

  void accept(Instant now) {
    state = text(State.ACCEPTED);
    accepted = now;
    attempts = 0;
  }

  /// [Outbox#empty] must follow.
  void close(State how, Instant now) {
    state = text(how);
    envelope = null;
    header = null;
    due = null;
    turn = null;
    expires = null;
    closed = now;
  }
}
