package org.darkmail.boot;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.darkmail.admin.DataFolder;

/// What the operator's console is given.
@Dependent
class Supervision {

  /// Also injected as a `ScheduledExecutorService`.
  @Produces
  @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
  @SuppressWarnings({"NullAway.Init", "unused"}) // set by the server
  private ManagedScheduledExecutorService clock;

  @Produces
  @Singleton
  static DataFolder folder(Settings settings) {
    return new DataFolder(settings.data());
  }
}
