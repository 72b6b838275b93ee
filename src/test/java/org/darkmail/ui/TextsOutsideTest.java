package org.darkmail.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/// No text that an operator sees stands in the sources of the console: they are read as trees.
class TextsOutsideTest {
  private static final Path UI = Path.of("src/main/java/org/darkmail/ui");

  /// Whatever is made of or given one of these shows it.
  private static final Set<String> SHOWN_BY_MAKING =
      Set.of(
          "Anchor",
          "Button",
          "H1",
          "H2",
          "H3",
          "ListItem",
          "Paragraph",
          "SideNavItem",
          "Span",
          "Text");

  private static final Set<String> SHOWN_BY_CALLING =
      Set.of(
          "setText",
          "setAriaLabel",
          "setTitle",
          "setLabel",
          "setPlaceholder",
          "setHelperText",
          "setHeader",
          "setHeaderTitle",
          "setConfirmText",
          "setCancelText",
          "setTooltipText",
          "show");

  private static final Set<String> SHOWN_ATTRIBUTES =
      Set.of("aria-label", "aria-description", "alt", "placeholder", "title");

  private static final Pattern WORD = Pattern.compile("\\p{L}{2,}");

  /// An address, a key of a sentence or a sign of a theme; a text has a capital or a blank.
  private static final Pattern NAME = Pattern.compile("/?[a-z0-9./_-]*");

  @Test
  void areFoundWhereTheyWouldBeSeen() throws IOException {
    assertEquals(
        List.of("Try now", "Server", "Close", "Sure?"),
        outside(
            """
            class Page {
              void show() {
                add(new Button("Try now", new Icon("x")), new H1(Words.say("a.b")));
                heading.setText(ready ? Words.say("a.b") : "Server");
                heading.getElement().setAttribute("aria-label", "Close");
                heading.getElement().setAttribute("data-test", "server row");
                dialog.setHeader("Sure?");
              }
            }
            """));
  }

  @Test
  void areNotInTheConsole() throws IOException {
    try (var files = Files.list(UI)) {
      for (var file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
        assertEquals(List.of(), outside(Files.readString(file)), file.toString());
      }
    }
  }

  private static List<String> outside(String source) throws IOException {
    var file =
        new SimpleJavaFileObject(URI.create("string:///Source.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignored) {
            return source;
          }
        };
    var found = new ArrayList<String>();
    var task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, null, List.of(), null, List.of(file));
    task.parse().forEach(unit -> unit.accept(new Eye(found), null));
    return found;
  }

  /// Looks at what is made and called; the parameter tells whether what is around is shown.
  private static final class Eye extends TreeScanner<Void, Boolean> {
    private final List<String> found;

    Eye(List<String> found) {
      this.found = found;
    }

    @Override
    public Void visitNewClass(NewClassTree made, Boolean around) {
      return scan(made.getArguments(), SHOWN_BY_MAKING.contains(made.getIdentifier().toString()));
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree call, Boolean around) {
      var select = call.getMethodSelect().toString();
      var name = select.substring(select.lastIndexOf('.') + 1);
      scan(call.getMethodSelect(), false);
      // With a name beside the value it is a header of HTTP.
      var shown =
          SHOWN_BY_CALLING.contains(name)
              && !(name.equals("setHeader") && call.getArguments().size() > 1);
      return scan(call.getArguments(), shown || isShownAttribute(name, call));
    }

    private static boolean isShownAttribute(String name, MethodInvocationTree call) {
      return name.equals("setAttribute")
          && call.getArguments().getFirst() instanceof LiteralTree attribute
          && SHOWN_ATTRIBUTES.contains(attribute.getValue());
    }

    @Override
    public Void visitAnnotation(AnnotationTree ignored, Boolean around) {
      return null;
    }

    @Override
    public Void visitLiteral(LiteralTree literal, Boolean shown) {
      if (Boolean.TRUE.equals(shown)
          && literal.getKind() == Tree.Kind.STRING_LITERAL
          && literal.getValue() instanceof String text
          && WORD.matcher(text).find()
          && !NAME.matcher(text).matches()) {
        found.add(text);
      }
      return null;
    }
  }
}
