/// What an operator may ask and order: who that is, how the instance is in plain words, what waits
/// for which domain. Knows domains, numbers, sizes and times; nothing here has an address, a name
/// of a blob or an id of a mail, so that no page made of it can show one. `ui` shows it, `api`
/// tells supervisors the same.
@NullMarked
package org.darkmail.admin;

import org.jspecify.annotations.NullMarked;
