package org.darkmail.boot;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/// Lets beans take the database by their constructor. The server's entity manager stands for the
/// one of the caller's transaction.
@Dependent
class Database {

  @Produces
  @PersistenceContext(unitName = "darkmail")
  @SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // set by the server
  private EntityManager manager;
}
