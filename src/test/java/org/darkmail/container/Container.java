package org.darkmail.container;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.darkmail.account.Accounts;
import org.darkmail.account.Secrets;
import org.darkmail.address.Domain;
import org.darkmail.address.Own;
import org.darkmail.blob.BlobStore;
import org.darkmail.blob.Blobs;
import org.darkmail.blob.FileBlobStore;
import org.darkmail.blob.Limits;
import org.darkmail.delivery.Submissions;
import org.darkmail.directory.Directory;
import org.darkmail.federation.FederationConfig;
import org.darkmail.federation.Peers;
import org.darkmail.mailbox.Mailboxes;
import org.darkmail.openpgp.DomainKey;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.jspecify.annotations.Nullable;

/// The packages account, blob, mailbox and directory of an instance `south.test`, on a database and
/// a folder of their own.
public final class Container implements AutoCloseable {

  public static final Domain SOUTH = Domain.parse("south.test");
  public static final URI URL = URI.create("http://south.localhost:8081");

  /// Small enough for a test to reach them.
  public static final Limits LIMITS =
      new Limits(10_000_000, 2_000_000_000, 60_000, 20_000, Duration.ofHours(24));

  /// What an instance has that outlives its process.
  ///
  /// @param beforeCommit called before each commit, as the other is after it
  public record Home(
      DataSource database,
      BlobStore store,
      DomainKey key,
      Runnable beforeCommit,
      Runnable afterCommit) {}

  private static volatile @Nullable Home home;

  /// From now on containers of this process live there.
  public static void live(Home there) {
    home = there;
  }

  private static Database database() {
    var there = home;
    return there == null
        ? new Database()
        : new Database(there.database, there.beforeCommit, there.afterCommit);
  }

  @ApplicationScoped
  static class Given {

    @Produces @Singleton private final Database database = database();
    @Produces @Singleton private final Time time = new Time();
    @Produces @Singleton private final SecureRandom random = new SecureRandom();
    @Produces @Singleton private final Secrets secrets = new Secrets(new byte[32], new byte[32]);
    @Produces @Singleton private final Limits limits = LIMITS;
    @Produces @Singleton @Own private final Domain own = SOUTH;

    @Produces
    @Singleton
    EntityManager manager(Database database) {
      return database.manager();
    }

    @Produces
    @Singleton
    DomainKey key(InstantSource time, SecureRandom random) {
      var there = home;
      return there != null ? there.key : DomainKey.generate(SOUTH.name(), time.instant(), random);
    }

    @Produces
    @Singleton
    BlobStore store() throws IOException {
      var there = home;
      if (there != null) {
        return there.store;
      }
      Files.createDirectories(Path.of("target"));
      return new FileBlobStore(Files.createTempDirectory(Path.of("target"), "blobs"));
    }
  }

  private final WeldContainer beans;

  public Container(Class<?>... more) {
    beans = weld(more).initialize();
  }

  private Container(Weld weld) {
    beans = weld.initialize();
  }

  /// With federation and delivery too, but without the threads that drive them: a test takes each
  /// step by itself.
  ///
  /// @param mapped where other domains are
  /// @param more a [org.darkmail.delivery.Carrier] at least
  public static Container withDelivery(Map<Domain, URI> mapped, Class<?>... more) {
    return new Container(
        weld(more)
            .addPackages(false, Peers.class, Submissions.class)
            .addExtension(new Federated(new FederationConfig(URL, mapped))));
  }

  private static Weld weld(Class<?>... more) {
    return new Weld()
        .disableDiscovery()
        .property("org.jboss.weld.construction.relaxed", true)
        .addPackages(false, Accounts.class, Blobs.class, Mailboxes.class, Directory.class)
        .addBeanClasses(Given.class, InTransaction.class)
        .addBeanClasses(more);
  }

  public <T> T get(Class<T> type) {
    return beans.select(type).get();
  }

  public Time time() {
    return get(Time.class);
  }

  /// Runs in one transaction.
  public <T> T in(Callable<T> work) throws Exception {
    return get(Database.class).in(work);
  }

  @Override
  public void close() {
    var database = get(Database.class);
    beans.close();
    database.close();
  }
}
