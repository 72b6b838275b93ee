package org.darkmail.container;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.format.FormatMapper;
import org.jspecify.annotations.Nullable;

/// The application's persistence unit, migrations included, on a database of its own of the present
/// [Engine].
public final class Database implements AutoCloseable {

  private final Engine engine = Engine.current();
  private final DataSource source;
  private final Runnable beforeCommit;
  private final Runnable afterCommit;
  private final EntityManagerFactory factory;
  private final ThreadLocal<@Nullable EntityManager> current = new ThreadLocal<>();

  public Database() {
    this(Engine.current().empty(), () -> {}, () -> {});
  }

  /// One that may have been used before.
  Database(DataSource source, Runnable beforeCommit, Runnable afterCommit) {
    this.source = source;
    this.beforeCommit = beforeCommit;
    this.afterCommit = afterCommit;
    factory =
        Persistence.createEntityManagerFactory(
            "darkmail",
            Map.of(
                "jakarta.persistence.transactionType",
                "RESOURCE_LOCAL",
                "jakarta.persistence.nonJtaDataSource",
                source,
                "hibernate.session_factory.statement_inspector",
                new Statements(),
                // As WildFly has it.
                "hibernate.jpa.compliance.query",
                true,
                // Else Hibernate looks for a JSON library that only the server has.
                "hibernate.type.json_format_mapper",
                new NoJson()));
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
        beforeCommit.run();
        transaction.commit();
        afterCommit.run();
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

  /// All that it keeps, as text; octets in hexadecimal digits.
  public String everything() throws SQLException {
    return Engine.everything(source);
  }

  @Override
  public void close() {
    factory.close();
    engine.leave(source);
  }
}
