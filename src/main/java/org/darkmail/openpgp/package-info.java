/// The OpenPGP profile (spec 10): certificates, statements, sealed messages. [Certificate] and
/// [DomainKey] are the keys, [Statement] is what a domain signs, [Sealed] and [Seipd] are what it
/// opens and writes, [Form] names the types and sizes, [Refusal] says why something was not taken.
/// Nothing is read that [Policy] does not allow.
///
/// In the life of a mail it stands under steps 1 (look up), 5 (route) and 6 (accept); sealed
/// headers and blobs are opened by the vault in the browser alone. Everything here is immutable and
/// safe for use by many threads. Owns `org.bouncycastle`, of which the lightweight API alone is
/// used: no provider is registered.
@NullMarked
package org.darkmail.openpgp;

import org.jspecify.annotations.NullMarked;
