package org.darkmail.journeys.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives journeys the {@link Pair}, started once for all of them, and a {@link Cast} of their own.
/// After each journey the browsers close and the pair is whole again; of a failed one the screens,
/// the consoles and the ends of the server logs stay in `target/journeys`.
public final class Stage implements ParameterResolver, AfterEachCallback {

  private static final Namespace OURS = Namespace.create(Stage.class);
  private static final int LOG_TAIL = 200;

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return List.of(Pair.class, Cast.class).contains(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Pair.class ? pair(context) : cast(context);
  }

  private static Pair pair(ExtensionContext context) {
    var started = started(context);
    if (started.failure() != null) {
      throw new IllegalStateException("the pair did not start", started.failure());
    }
    return started.pair();
  }

  private static Started started(ExtensionContext context) {
    var store = context.getRoot().getStore(OURS);
    return store.computeIfAbsent(Started.class, key -> Started.now(), Started.class);
  }

  /// A pair that does not start is not tried again for each journey.
  private record Started(Pair pair, RuntimeException failure) implements AutoCloseable {

    static Started now() {
      var pair = Pair.setUp();
      try {
        pair.start();
        return new Started(pair, null);
      } catch (IllegalStateException e) {
        return new Started(pair, e);
      }
    }

    @Override
    public void close() {
      pair.close();
    }
  }

  private static Cast cast(ExtensionContext context) {
    return context
        .getStore(OURS)
        .computeIfAbsent(Cast.class, key -> new Cast(pair(context), folder(context)), Cast.class);
  }

  private static Path folder(ExtensionContext context) {
    return Path.of("target/journeys")
        .toAbsolutePath()
        .resolve(context.getRequiredTestClass().getSimpleName())
        .resolve(context.getRequiredTestMethod().getName());
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    if (started(context).failure() != null) {
      return;
    }
    var pair = pair(context);
    var cast = cast(context);
    try {
      if (context.getExecutionException().isPresent()) {
        keepEvidence(cast, pair, folder(context));
      }
    } finally {
      cast.close();
      pair.mend();
    }
  }

  private static void keepEvidence(Cast cast, Pair pair, Path folder) throws IOException {
    for (var person : cast.people()) {
      if (!person.browser().closed()) {
        person.browser().evidence(folder.resolve(person.local()));
      }
    }
    for (var instance : pair.both()) {
      for (var log : instance.logs()) {
        var lines = Files.readAllLines(log);
        var tail = lines.subList(Math.max(0, lines.size() - LOG_TAIL), lines.size());
        Files.createDirectories(folder);
        Files.write(folder.resolve(instance.name() + "-" + log.getFileName()), tail);
      }
    }
  }
}
