package org.darkmail.boot;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.darkmail.address.Domain;
import org.darkmail.address.Own;
import org.darkmail.api.Site;

/// What the HTTP interface needs to know of the instance.
@Dependent
class Edge {

  @Produces
  @Singleton
  static Site site(@Own Domain domain, Settings settings) {
    return new Site(domain, settings.url());
  }
}
