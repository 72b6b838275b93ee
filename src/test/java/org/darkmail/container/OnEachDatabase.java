package org.darkmail.container;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.AfterClassTemplateInvocationCallback;
import org.junit.jupiter.api.extension.BeforeClassTemplateInvocationCallback;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/// The whole class runs once on H2 and once on PostgreSQL: every [Container] that it makes, and
/// every [Database].
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ClassTemplate
@ExtendWith(OnEachDatabase.Engines.class)
public @interface OnEachDatabase {

  /// On a static method: what `@BeforeAll` is elsewhere, which here runs but once for both.
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @interface Before {}

  /// On a static method: what `@AfterAll` is elsewhere.
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @interface After {}

  /// One invocation of the class for each engine.
  final class Engines implements ClassTemplateInvocationContextProvider {

    @Override
    public boolean supportsClassTemplate(ExtensionContext context) {
      return true;
    }

    @Override
    public Stream<On> provideClassTemplateInvocationContexts(ExtensionContext context) {
      return Arrays.stream(Engine.values()).map(On::new);
    }
  }

  /// One engine, for as long as the class runs on it.
  record On(Engine engine)
      implements ClassTemplateInvocationContext,
          BeforeClassTemplateInvocationCallback,
          AfterClassTemplateInvocationCallback {

    @Override
    public String getDisplayName(int invocation) {
      return engine.name();
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      return List.of(this);
    }

    @Override
    public void beforeClassTemplateInvocation(ExtensionContext context) {
      Engine.use(engine);
      call(context, Before.class);
    }

    @Override
    public void afterClassTemplateInvocation(ExtensionContext context) {
      call(context, After.class);
      Engine.use(Engine.H2);
    }

    private static void call(
        ExtensionContext context, Class<? extends java.lang.annotation.Annotation> when) {
      AnnotationSupport.findAnnotatedMethods(
              context.getRequiredTestClass(), when, HierarchyTraversalMode.TOP_DOWN)
          .forEach(method -> ReflectionSupport.invokeMethod(method, null));
    }
  }
}
