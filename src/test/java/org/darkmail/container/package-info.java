/// Beans with their transactions and events, without a server.
@NullMarked
package org.darkmail.container;

import org.jspecify.annotations.NullMarked;
