package org.darkmail.delivery;

import java.time.Instant;
import org.darkmail.account.AccountId;
import org.darkmail.routing.Envelope;

/// An accepted routing message whose blobs are still to be copied.
///
/// @param row its number in the inbox
/// @param deadline after which it is refused
/// @param attempts made so far, this one included
@SuppressWarnings("ArrayRecordComponent") // Handed through, never compared.
record Claim(
    long row,
    AccountId account,
    Envelope envelope,
    byte[] header,
    Instant received,
    Instant deadline,
    int attempts) {}
