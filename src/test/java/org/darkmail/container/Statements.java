package org.darkmail.container;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.jspecify.annotations.Nullable;

/// The statements that are prepared; a batch is one.
public final class Statements implements StatementInspector {

  private static final ThreadLocal<@Nullable List<String>> HEARD = new ThreadLocal<>();

  @Override
  public String inspect(String sql) {
    var heard = HEARD.get();
    if (heard != null) {
      heard.add(sql);
    }
    return sql;
  }

  /// What this thread prepares meanwhile.
  public static List<String> during(Callable<?> work) throws Exception {
    var heard = new ArrayList<String>();
    HEARD.set(heard);
    try {
      work.call();
    } finally {
      HEARD.remove();
    }
    return heard;
  }
}
