package org.darkmail.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

@Entity
@Table(name = "session")
class SessionRow {

  /// SHA-256 of the cookie's octets, base64url.
  @Id private String token;

  @Column(name = "account_id")
  private long account;

  private byte[] share;
  private Instant opened;
  private Instant used;

  @SuppressWarnings("NullAway.Init")
  protected SessionRow() {}

  SessionRow(SessionToken token, AccountId account, byte[] share, Instant now) {
    this.token = token.hash();
    this.account = account.value();
    this.share = share;
    this.opened = now;
    this.used = now;
  }

  Session session() {
    return new Session(token, new AccountId(account), share);
  }

  Instant opened() {
    return opened;
  }

  Instant used() {
    return used;
  }

  void use(Instant now) {
    used = now;
  }
}
