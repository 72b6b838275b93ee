package org.darkmail.account;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "key_slot")
@IdClass(SlotRow.Key.class)
class SlotRow {

  record Key(Long account, String kind) {}

  @Id
  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "account_id")
  private AccountRow account;

  @Id private String kind;

  private String slot;
  private @Nullable Integer passes;
  private @Nullable Integer lanes;
  private @Nullable Integer memory;
  private byte @Nullable [] salt;
  private byte[] wrapped;
  private byte[] verifier;

  @SuppressWarnings("NullAway.Init")
  protected SlotRow() {}

  @SuppressWarnings("NullAway.Init") // by replace
  SlotRow(AccountRow account, KeySlot slot, byte[] verifier) {
    this.account = account;
    this.kind = slot.kind().toString();
    replace(slot, verifier);
  }

  final void replace(KeySlot with, byte[] verifier) {
    this.slot = with.slot();
    this.wrapped = with.wrapped();
    this.verifier = verifier;
    this.passes = with.kdf().map(Kdf::passes).orElse(null);
    this.lanes = with.kdf().map(Kdf::lanes).orElse(null);
    this.memory = with.kdf().map(Kdf::memory).orElse(null);
    this.salt = with.kdf().map(Kdf::salt).orElse(null);
  }

  AccountRow account() {
    return account;
  }

  byte[] verifier() {
    return verifier;
  }

  KeySlot slot() {
    return new KeySlot(slot, SlotKind.valueOf(kind.toUpperCase(Locale.ROOT)), kdf(), wrapped);
  }

  private Optional<Kdf> kdf() {
    return passes == null || lanes == null || memory == null || salt == null
        ? Optional.empty()
        : Optional.of(new Kdf("argon2id", passes, lanes, memory, salt));
  }
}
