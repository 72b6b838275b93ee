package org.darkmail.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.darkmail.address.Address;

/// The accounts of this domain.
@ApplicationScoped
@Transactional
public class Accounts {

  private final EntityManager database;
  private final Secrets secrets;
  private final InstantSource time;
  private final Event<AccountOpened> opened;

  /// Compared with in place of an unknown account's, so that both cost the same.
  private final byte[] nobodys;

  @Inject
  Accounts(
      EntityManager database, Secrets secrets, InstantSource time, Event<AccountOpened> opened) {
    this.database = database;
    this.secrets = secrets;
    this.time = time;
    this.opened = opened;
    this.nobodys = secrets.verifier(new Auth(new byte[32]));
  }

  public Optional<Account> find(Address address) {
    return database
        .createQuery(
            "select a from AccountRow a join fetch a.slots where a.address = :address",
            AccountRow.class)
        .setParameter("address", address.toString())
        .getResultStream()
        .findFirst()
        .map(AccountRow::account);
  }

  public Optional<Account> find(AccountId id) {
    return database
        .createQuery(
            "select a from AccountRow a join fetch a.slots where a.id = :id", AccountRow.class)
        .setParameter("id", id.value())
        .getResultStream()
        .findFirst()
        .map(AccountRow::account);
  }

  /// Those of the addresses that have an account.
  public Map<Address, AccountId> ids(Collection<Address> addresses) {
    return database
        .createQuery(
            "select a.address, a.id from AccountRow a where a.address in :addresses", Tuple.class)
        .setParameter("addresses", addresses.stream().map(Address::toString).toList())
        .getResultStream()
        .collect(
            Collectors.toMap(
                row -> Address.parse(row.get(0, String.class)),
                row -> new AccountId(row.get(1, Long.class))));
  }

  /// What to derive a passphrase's secrets with. Any address gets an answer.
  public Kdf.Parameters parameters(Address address) {
    return slot(address, SlotKind.PASSPHRASE)
        .flatMap(row -> row.slot().kdf())
        .map(kdf -> new Kdf.Parameters(kdf.algorithm(), kdf.passes(), kdf.lanes(), kdf.memory()))
        .orElse(Kdf.Parameters.DEFAULT);
  }

  /// Two calls with one address at the same time: one of them fails with a `PersistenceException`
  /// at its commit.
  public Opening open(NewAccount account) {
    if (find(account.address()).isPresent()) {
      return new Opening.AddressTaken();
    }
    var row = new AccountRow(account, secrets, time.instant());
    database.persist(row);
    database.flush();
    opened.fire(new AccountOpened(row.account().id()));
    return row.account();
  }

  /// Whether anybody may run this instance yet.
  public boolean hasAdmin() {
    return !database
        .createQuery("select a.id from AccountRow a where a.admin = true", Long.class)
        .setMaxResults(1)
        .getResultList()
        .isEmpty();
  }

  public boolean isAdmin(AccountId id) {
    var row = database.find(AccountRow.class, id.value());
    return row != null && row.admin();
  }

  /// From now on this account may run the instance.
  public void appoint(AccountId id) {
    database.find(AccountRow.class, id.value(), LockModeType.PESSIMISTIC_WRITE).appoint();
  }

  /// The account, if the proof is right. An unknown address and a wrong secret take the same work.
  Optional<AccountId> verify(Address address, Proof proof) {
    var row = slot(address, proof.kind());
    var expected = row.map(SlotRow::verifier).orElse(nobodys);
    var right = MessageDigest.isEqual(expected, secrets.verifier(proof.auth()));
    return right && row.isPresent() ? row.map(slot -> slot.account().id()) : Optional.empty();
  }

  void replace(Address address, KeySlot slot, Auth auth) {
    slot(address, slot.kind()).orElseThrow().replace(slot, secrets.verifier(auth));
  }

  private Optional<SlotRow> slot(Address address, SlotKind kind) {
    return database
        .createQuery(
            "select s from SlotRow s join s.account a where a.address = :address and s.kind = :kind",
            SlotRow.class)
        .setParameter("address", address.toString())
        .setParameter("kind", kind.toString())
        .getResultStream()
        .findFirst();
  }
}
