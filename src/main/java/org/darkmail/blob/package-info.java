/// Stored ciphertext (spec 30): uploads in pieces, copies of what other domains hold, quota, and
/// the garbage that nobody needs any more. Steps 3 (store) and 7 (claim) of a mail's life. A blob
/// lives as long as something holds it: an item of a mailbox, a row of the outbox.
@NullMarked
package org.darkmail.blob;

import org.jspecify.annotations.NullMarked;
