package org.darkmail.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import java.util.Locale;
import org.darkmail.admin.Finding;
import org.darkmail.admin.Verdict;
import org.jspecify.annotations.Nullable;

/// One part of the instance: what is, whether that is good, and what to do.
class FindingCard extends Section {
  private final Span verdict = new Span();
  private final Paragraph what = new Paragraph();
  private final Paragraph more = new Paragraph();
  private final Div bar = new Div();
  private final Paragraph todo = new Paragraph();
  private @Nullable Finding shown;

  FindingCard(Finding.Part part) {
    var heading = new H2(Words.say("part." + key(part)));
    heading.setId("part-" + key(part));
    getElement().setAttribute("aria-labelledby", "part-" + key(part));
    getElement().setAttribute("data-test", "part-" + key(part));
    verdict.addClassName("mark");
    what.addClassName("what");
    more.addClassName("more");
    bar.addClassName("bar");
    todo.addClassName("todo");
    add(new Header(heading, verdict), what, more, bar, todo);
  }

  void show(Finding finding) {
    if (finding.equals(shown)) {
      return;
    }
    shown = finding;
    setClassName("card " + key(finding.verdict()));
    getElement().setAttribute("data-verdict", key(finding.verdict()));
    verdict.removeAll();
    verdict.add(
        new Icon(icon(finding.verdict()), "s"),
        new Span(Words.say("verdict." + key(finding.verdict()))));
    Words.into(what, finding.code(), finding.facts());
    fill(more, finding.code() + ".more", finding);
    fill(todo, finding.code() + ".todo", finding);
    bar.setVisible(finding.use() >= 0);
    bar.removeAll();
    if (finding.use() >= 0) {
      var used = new Span();
      used.setWidth(Math.round(100 * finding.use()) + "%");
      bar.add(used);
    }
  }

  private static void fill(Paragraph paragraph, String key, Finding finding) {
    paragraph.setVisible(Words.has(key));
    if (Words.has(key)) {
      Words.into(paragraph, key, finding.facts());
    }
  }

  private static String icon(Verdict verdict) {
    return switch (verdict) {
      case GOOD -> "circle-check";
      case LOOK_SOON -> "triangle-alert";
      case ACT_NOW -> "circle-x";
    };
  }

  static String key(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
