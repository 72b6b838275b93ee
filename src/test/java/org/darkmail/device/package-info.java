/// Speaks HTTP as a browser's page does, without a browser.
@NullMarked
package org.darkmail.device;

import org.jspecify.annotations.NullMarked;
