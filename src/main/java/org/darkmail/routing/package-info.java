/// The data of the flow: what crosses between domains (spec 40.2, 50) and what a server writes into
/// a mailbox (spec 70.3), with their strict JSON (spec 0.1). Between steps 4 (submit) and 8
/// (settle) of the life of a mail. Plain values: nothing here opens, sends or stores.
@NullMarked
package org.darkmail.routing;

import org.jspecify.annotations.NullMarked;
