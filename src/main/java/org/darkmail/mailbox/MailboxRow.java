package org.darkmail.mailbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.darkmail.account.AccountId;

/// Its lock makes the writes to a mailbox one after the other, so that change numbers become
/// visible in their order.
@Entity
@Table(name = "mailbox")
class MailboxRow {

  @Id
  @Column(name = "account_id")
  private Long account;

  @Column(name = "last_change")
  private long change;

  @SuppressWarnings("NullAway.Init")
  protected MailboxRow() {}

  MailboxRow(AccountId account) {
    this.account = account.value();
  }

  AccountId account() {
    return new AccountId(account);
  }

  long change() {
    return change;
  }

  long next() {
    return ++change;
  }
}
