package org.darkmail.container;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.Transactional;
import org.jspecify.annotations.Nullable;

/// What `@Transactional` does, for one database.
@Interceptor
@Transactional
@Priority(Interceptor.Priority.PLATFORM_BEFORE)
class InTransaction {

  private final Database database;

  @Inject
  InTransaction(Database database) {
    this.database = database;
  }

  @AroundInvoke
  @Nullable Object around(InvocationContext call) throws Exception {
    return database.in(call::proceed);
  }
}
