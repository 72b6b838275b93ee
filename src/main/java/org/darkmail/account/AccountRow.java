package org.darkmail.account;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.darkmail.address.Address;

@Entity
@Table(name = "account")
class AccountRow {

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "account_seq")
  @SequenceGenerator(name = "account_seq", sequenceName = "account_seq", allocationSize = 50)
  private Long id;

  private String address;

  @Column(name = "key_commit")
  private byte[] commit;

  @Column(name = "secret_key")
  private byte[] secretKey;

  private Instant opened;

  /// Whether this account may run the instance.
  private boolean admin;

  @OneToMany(mappedBy = "account", cascade = CascadeType.PERSIST)
  private List<SlotRow> slots = new ArrayList<>();

  @SuppressWarnings("NullAway.Init")
  protected AccountRow() {}

  @SuppressWarnings("NullAway.Init") // id: by persist
  AccountRow(NewAccount account, Secrets secrets, Instant opened) {
    this.address = account.address().toString();
    this.commit = account.commit();
    this.secretKey = account.secretKey();
    this.opened = opened;
    slots.add(new SlotRow(this, account.passphrase(), secrets.verifier(account.passphraseAuth())));
    slots.add(new SlotRow(this, account.recovery(), secrets.verifier(account.recoveryAuth())));
  }

  boolean admin() {
    return admin;
  }

  void appoint() {
    admin = true;
  }

  AccountId id() {
    return new AccountId(id);
  }

  Account account() {
    return new Account(
        id(),
        Address.parse(address),
        slots.stream().map(SlotRow::slot).sorted(Comparator.comparing(KeySlot::kind)).toList(),
        commit,
        secretKey);
  }
}
