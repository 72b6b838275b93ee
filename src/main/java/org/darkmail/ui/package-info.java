/// The Vaadin shell: routes, hosts of the Lit elements, the policy that the browser enforces. Owns
/// `com.vaadin`. Mail never passes through here: the elements talk to `org.darkmail.api` by
/// themselves.
@NullMarked
package org.darkmail.ui;

import org.jspecify.annotations.NullMarked;
