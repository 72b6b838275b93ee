package org.darkmail.account;

/// What came of opening an account.
public sealed interface Opening permits Account, Opening.AddressTaken {

  /// Another account has this address.
  record AddressTaken() implements Opening {}
}
