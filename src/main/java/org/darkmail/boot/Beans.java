package org.darkmail.boot;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import javax.sql.DataSource;
import org.darkmail.address.Domain;
import org.darkmail.address.Own;

/// What every other package is given instead of fetching it: its part of the settings, time,
/// randomness. The packages do not know [Settings]: each names the type that it needs, and here is
/// the one place that makes it.
@Dependent
class Beans {

  @Produces
  @Resource(lookup = "java:jboss/datasources/DarkmailDS")
  @SuppressWarnings({"NullAway.Init", "unused"}) // set by the container
  private DataSource database;

  /// Also injected as a `ThreadFactory`.
  @Produces
  @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
  @SuppressWarnings({"NullAway.Init", "unused"}) // set by the container
  private ManagedThreadFactory threads;

  @Produces
  @Singleton
  static Settings settings() {
    return switch (Settings.read(System.getenv())) {
      case Settings settings -> settings;
      case Refused(var sentence) -> throw new IllegalStateException(sentence);
    };
  }

  @Produces
  @Singleton
  @Own
  static Domain domain(Settings settings) {
    return settings.domain();
  }

  /// What people type into a browser: scheme, host and port.
  @Produces
  @Singleton
  @Own
  static URI url(Settings settings) {
    return settings.url();
  }

  /// In whole microseconds, as the database keeps them: it rounds finer ones, and what was written
  /// as due now would be due later than now.
  @Produces
  @Singleton
  static InstantSource time() {
    return Clock.tick(Clock.systemUTC(), Duration.of(1, ChronoUnit.MICROS));
  }

  /// Also injected as a `RandomGenerator`.
  @Produces
  @Singleton
  static SecureRandom random() {
    return new SecureRandom();
  }
}
