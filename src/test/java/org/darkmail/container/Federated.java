package org.darkmail.container;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import org.darkmail.federation.FederationConfig;

/// What the server gives federation and delivery, and what it starts.
class Federated implements Extension {
  private final FederationConfig config;

  Federated(FederationConfig config) {
    this.config = config;
  }

  <T> void withoutWorkers(@Observes ProcessAnnotatedType<T> type) {
    if (type.getAnnotatedType().getJavaClass().getSimpleName().equals("Workers")) {
      type.veto();
    }
  }

  void give(@Observes AfterBeanDiscovery beans) {
    beans
        .addBean()
        .scope(Singleton.class)
        .addTypes(FederationConfig.class)
        .createWith(context -> config);
    beans
        .addBean()
        .scope(Singleton.class)
        .addTypes(ThreadFactory.class)
        .createWith(context -> Executors.defaultThreadFactory());
  }
}
