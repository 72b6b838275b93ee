/// Who mail is for and where they live: [Address] and [Domain] in the one normal form that
/// signatures, ids and lookups are computed over (spec 0.2). Every step in the life of a mail uses
/// them; they use nothing. Owns `rocks.xmpp.precis`.
@NullMarked
package org.darkmail.address;

import org.jspecify.annotations.NullMarked;
