/// Accounts of this domain: who may sign in, and what the server keeps for those who do (spec 20):
/// two keyed hashes, two key slots, one wrapped secret key. None of it can be read here.
///
/// Comes before every step of a mail's life; `directory` adds the certificate, `mailbox` the items.
@NullMarked
package org.darkmail.account;

import org.jspecify.annotations.NullMarked;
