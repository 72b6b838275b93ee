/// Mailboxes (spec 70): for the server a set of sealed items with one change number for each
/// account. All or nothing, and each write says what it expects to find. The server makes arrivals
/// and status reports itself and reads nothing.
///
/// Steps 4 (the author's own copy), 7 (an arrival), 8 (a status) and 9 (notice) of a mail's life.
@NullMarked
package org.darkmail.mailbox;

import org.jspecify.annotations.NullMarked;
