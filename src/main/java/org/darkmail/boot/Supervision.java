package org.darkmail.boot;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.darkmail.admin.DataFolder;

/// What the operator's console looks at.
@Dependent
class Supervision {

  @Produces
  @Singleton
  static DataFolder folder(Settings settings) {
    return new DataFolder(settings.data());
  }
}
