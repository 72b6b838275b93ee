/// What browsers and other domains ask by HTTP. Owns `jakarta.ws.rs`.
@NullMarked
package org.darkmail.api;

import org.jspecify.annotations.NullMarked;
