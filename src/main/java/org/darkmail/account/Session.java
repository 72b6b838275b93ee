package org.darkmail.account;

/// A device that is signed in (spec 20.5).
///
/// @param id SHA-256 of the cookie's octets, base64url
/// @param share 32 octets, the server's half of the key for reloads
public record Session(String id, AccountId account, byte[] share) {}
