/// Frames over XMPP (spec 50.1): the relay account's connection to the domain's XMPP server.
/// Between step 5 (route) of one domain and step 6 (accept) of another. XMPP proves which domain a
/// frame comes from and stores it for a while; nothing of what it promises is relied on. Owns
/// Smack.
@NullMarked
package org.darkmail.xmpp;

import org.jspecify.annotations.NullMarked;
