package org.darkmail.account;

import java.util.Optional;
import java.util.regex.Pattern;

/// The account key wrapped once (spec 20.3).
///
/// @param slot id chosen by the vault: 1 to 64 characters of the base64url alphabet
/// @param kdf present for `passphrase` and only there
/// @param wrapped 60 octets: nonce (12), account key (32), tag (16)
public record KeySlot(String slot, SlotKind kind, Optional<Kdf> kdf, byte[] wrapped) {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  public KeySlot {
    if (!ID.matcher(slot).matches()
        || kdf.isPresent() != (kind == SlotKind.PASSPHRASE)
        || wrapped.length != 60) {
      throw new IllegalArgumentException("key slot outside of spec 20.3");
    }
  }
}
