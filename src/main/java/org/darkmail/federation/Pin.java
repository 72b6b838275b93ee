package org.darkmail.federation;

import java.time.Instant;
import org.darkmail.address.Domain;

/// What is kept of a domain: the certificate that is its, the last valid document, and when that
/// was fetched.
@SuppressWarnings("ArrayRecordComponent") // Handed through, never compared.
record Pin(Domain domain, byte[] certificate, byte[] document, Instant fetched) {}
