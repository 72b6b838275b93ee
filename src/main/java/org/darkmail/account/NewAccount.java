package org.darkmail.account;

import org.darkmail.address.Address;

/// What the vault has made for a new account.
///
/// @param commit 32 octets
/// @param secretKey wrapped; at most 16 KiB
public record NewAccount(
    Address address,
    KeySlot passphrase,
    Auth passphraseAuth,
    KeySlot recovery,
    Auth recoveryAuth,
    byte[] commit,
    byte[] secretKey) {

  public NewAccount {
    if (passphrase.kind() != SlotKind.PASSPHRASE
        || recovery.kind() != SlotKind.RECOVERY
        || commit.length != 32
        || secretKey.length == 0
        || secretKey.length > 16_384) {
      throw new IllegalArgumentException("account outside of spec 20");
    }
  }
}
