/// Other domains: where they are, which certificate is theirs, and what may be fetched from them.
/// Discovery (spec 60.1) comes before steps 1 (look up), 5 (route) and 6 (accept), fetching is step
/// 7 (claim) of the life of a mail. Everything that comes from outside is checked here before
/// anybody else sees it. Owns the HTTP client.
@NullMarked
package org.darkmail.federation;

import org.jspecify.annotations.NullMarked;
