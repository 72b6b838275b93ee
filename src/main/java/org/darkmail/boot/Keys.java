package org.darkmail.boot;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.darkmail.account.Secrets;
import org.darkmail.address.Domain;
import org.darkmail.address.Own;
import org.darkmail.openpgp.DomainKey;
import org.darkmail.openpgp.Refusal;

/// What an instance may never lose beside its database: server salt, pepper and the domain's key,
/// in `keys/` of the data folder. Made at the first start; with accounts but without one of them
/// there is no start.
@Dependent
class Keys {

  private final Settings settings;
  private final EntityManager database;
  private final SecureRandom random;

  @Inject
  Keys(Settings settings, EntityManager database, SecureRandom random) {
    this.settings = settings;
    this.database = database;
    this.random = random;
  }

  @Produces
  @Singleton
  Secrets secrets() {
    return new Secrets(read("salt", this::random32), read("pepper", this::random32));
  }

  @Produces
  @Singleton
  DomainKey domainKey(@Own Domain domain, InstantSource time) {
    var octets =
        read(
            "domain.pgp",
            () -> DomainKey.generate(domain.name(), time.instant(), random).encoded());
    try {
      var key = DomainKey.parse(octets);
      if (!key.certificate().userId().equals(domain.name())) {
        throw new IllegalStateException(
            "The key in " + file("domain.pgp").path() + " is not that of " + domain + ".");
      }
      return key;
    } catch (Refusal e) {
      throw new IllegalStateException(
          "The file " + file("domain.pgp").path() + " is damaged. Restore it from a backup.", e);
    }
  }

  /// Now rather than at the first sign-up.
  void check(
      @Observes @Initialized(ApplicationScoped.class) Object start,
      Secrets secrets,
      DomainKey key) {}

  private byte[] read(String name, Supplier<byte[]> fresh) {
    return file(name).read(inUse(), fresh);
  }

  private SecretFile file(String name) {
    return new SecretFile(settings.data().resolve("keys").resolve(name));
  }

  private byte[] random32() {
    var octets = new byte[32];
    random.nextBytes(octets);
    return octets;
  }

  private boolean inUse() {
    return !database
        .createNativeQuery("select 1 from account")
        .setMaxResults(1)
        .getResultList()
        .isEmpty();
  }
}
