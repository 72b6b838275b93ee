package org.darkmail.account;

/// Fired inside the transaction that opens an account, so that others can add to it what they keep
/// for every account.
public record AccountOpened(AccountId account) {}
