/// Start of the application: settings from the environment, the schema's migrations, the beans that
/// every other package is given.
@NullMarked
package org.darkmail.boot;

import org.jspecify.annotations.NullMarked;
