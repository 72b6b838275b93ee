/// The way of a mail from one domain's user to another's: submissions and outbox (steps 4 and 5 of
/// the life of a mail), accepting (6), claiming (7), settling (8), and directory queries (1), which
/// travel the same way. Who calls: `api` from the browser's side, `xmpp` from the other domains'.
/// What leaves goes through the port [Carrier]. Nothing that was accepted is lost, nothing arrives
/// twice: the database's commits are the only promises, whatever a network says.
@NullMarked
package org.darkmail.delivery;

import org.jspecify.annotations.NullMarked;
