package org.darkmail.directory;

/// That an address has a certificate, signed by the domain (spec 60.2).
///
/// @param sequence 1 for the address's first certificate
/// @param statement octets of the signed statement
@SuppressWarnings("ArrayRecordComponent") // Read once, never compared.
public record Binding(long sequence, byte[] certificate, byte[] statement) {}
