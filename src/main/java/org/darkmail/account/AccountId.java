package org.darkmail.account;

/// Number of an account inside this instance. It means nothing elsewhere and is never shown.
public record AccountId(long value) {}
