package org.darkmail.account;

import java.util.List;
import org.darkmail.address.Address;

/// What an account's owner gets back at sign-in.
///
/// @param slots of both kinds, in the order of [SlotKind]
/// @param commit 32 octets that the vault compares after unwrapping the account key (spec 20.2)
/// @param secretKey the OpenPGP secret key, wrapped (spec 20.4)
public record Account(
    AccountId id, Address address, List<KeySlot> slots, byte[] commit, byte[] secretKey)
    implements Opening {

  public Account {
    slots = List.copyOf(slots);
  }
}
