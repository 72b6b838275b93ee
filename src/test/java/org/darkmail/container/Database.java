package org.darkmail.container;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.format.FormatMapper;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/// The application's persistence unit, migrations included, on an H2 file of its own below
/// `target`.
public final class Database implements AutoCloseable {

  private final EntityManagerFactory factory;
  private final ThreadLocal<@Nullable EntityManager> current = new ThreadLocal<>();

  public Database() {
    factory =
        Persistence.createEntityManagerFactory(
            "darkmail",
            Map.of(
                "jakarta.persistence.transactionType",
                "RESOURCE_LOCAL",
                "jakarta.persistence.nonJtaDataSource",
                source(),
                // Else Hibernate looks for a JSON library that only the server has.
                "hibernate.type.json_format_mapper",
                new NoJson()));
  }

  private static DataSource source() {
    var name = "t" + UUID.randomUUID().toString().replace("-", "");
    var postgresql = System.getProperty("darkmail.test.postgresql");
    if (postgresql != null) {
      return schema(postgresql, name);
    }
    var file = Path.of("target", "databases", name).toAbsolutePath();
    return JdbcConnectionPool.create("jdbc:h2:file:" + file, "sa", "sa");
  }

  private static DataSource schema(String url, String name) {
    var source = new PGSimpleDataSource();
    source.setURL(url);
    try (var connection = source.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("create schema " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    source.setCurrentSchema(name);
    return source;
  }

  private static final class NoJson implements FormatMapper {

    @Override
    public <T> T fromString(CharSequence text, JavaType<T> type, WrapperOptions options) {
      throw new UnsupportedOperationException();
    }

    @Override
    public <T> String toString(T value, JavaType<T> type, WrapperOptions options) {
      throw new UnsupportedOperationException();
    }
  }

  /// Stands for the entity manager of the current transaction, as the server's does.
  EntityManager manager() {
    return (EntityManager)
        Proxy.newProxyInstance(
            Database.class.getClassLoader(),
            new Class<?>[] {EntityManager.class},
            (_, method, arguments) -> {
              var manager = current.get();
              if (manager == null) {
                throw new IllegalStateException(method.getName() + " outside of a transaction");
              }
              try {
                return method.invoke(manager, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /// Runs in the current transaction or in a new one, which an unchecked exception rolls back.
  public <T extends @Nullable Object> T in(Callable<T> work) throws Exception {
    if (current.get() != null) {
      return work.call();
    }
    try (var manager = factory.createEntityManager()) {
      current.set(manager);
      var transaction = manager.getTransaction();
      transaction.begin();
      try {
        var result = work.call();
        transaction.commit();
        return result;
      } finally {
        if (transaction.isActive()) {
          transaction.rollback();
        }
      }
    } finally {
      current.remove();
    }
  }

  @Override
  public void close() {
    factory.close();
  }
}
