/// Certificates of our users and what the domain signs about them (spec 60.2): the bindings, and
/// the answers to sealed queries. Step 1 (look up) of a mail's life, at the domain that is asked;
/// before that, sign-up.
@NullMarked
package org.darkmail.directory;

import org.jspecify.annotations.NullMarked;
