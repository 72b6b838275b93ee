package org.darkmail.mailbox;

import org.darkmail.account.AccountId;

/// Fired inside each transaction that writes; to be observed after its success.
///
/// @param change the account's change number by then
public record MailboxChanged(AccountId account, long change) {}
