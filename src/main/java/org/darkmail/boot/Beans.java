package org.darkmail.boot;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;

/// What every other package is given instead of fetching it: settings, time, randomness.
@Dependent
class Beans {

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
  static InstantSource time() {
    return InstantSource.system();
  }

  /// Also injected as a `RandomGenerator`.
  @Produces
  @Singleton
  static SecureRandom random() {
    return new SecureRandom();
  }
}
