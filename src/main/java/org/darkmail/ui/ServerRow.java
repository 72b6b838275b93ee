package org.darkmail.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.darkmail.admin.Server;
import org.jspecify.annotations.Nullable;

/// Another domain: how it is, what waits for it and why, and what can be done.
class ServerRow extends ListItem {

  /// What an admin may do about what waits for a domain.
  enum Act {
    RETRY("refresh-cw"),
    PAUSE("pause"),
    RESUME("play"),
    DROP("trash-2");

    private final String icon;

    Act(String icon) {
      this.icon = icon;
    }
  }

  private final Span mark = new Span();
  private final Paragraph why = new Paragraph();
  private final Div facts = new Div();
  private final Div acts = new Div();
  private final Button retry;
  private final Button pause;
  private final Button resume;
  private final Button drop;
  private @Nullable Server shown;

  ServerRow(String domain, BiConsumer<Act, Server> order) {
    getElement().setAttribute("data-test", "server-" + domain);
    mark.addClassName("mark");
    why.addClassName("why");
    facts.addClassName("facts");
    acts.addClassName("acts");
    retry = button(Act.RETRY, domain, order);
    pause = button(Act.PAUSE, domain, order);
    resume = button(Act.RESUME, domain, order);
    drop = button(Act.DROP, domain, order);
    drop.addThemeVariants(ButtonVariant.LUMO_ERROR);
    acts.add(retry, resume, pause, drop);
    add(new Div(new H2(domain), mark), new Div(why, facts), acts);
  }

  private Button button(Act act, String domain, BiConsumer<Act, Server> order) {
    var name = FindingCard.key(act);
    var button =
        new Button(
            Words.say("act." + name),
            new Icon(act.icon, "s"),
            _ -> {
              if (shown != null) {
                order.accept(act, shown);
              }
            });
    button.setAriaLabel(Words.say("act." + name + ".for", domain));
    button.getElement().setAttribute("data-test", name);
    button.setDisableOnClick(false);
    return button;
  }

  void show(Server server) {
    if (server.equals(shown)) {
      return;
    }
    shown = server;
    var state = FindingCard.key(server.state());
    setClassName("server " + state);
    getElement().setAttribute("data-state", state);
    getElement().setAttribute("data-waiting", String.valueOf(server.waiting()));
    mark.removeAll();
    mark.add(new Icon(icon(server.state()), "s"), new Span(Words.say("state." + state)));
    Words.into(why, "why." + server.code(), List.of());
    facts.removeAll();
    if (server.waiting() > 0) {
      fact("fact.waiting", server.waiting());
    }
    if (server.accepted() > 0) {
      fact("fact.accepted", server.accepted());
    }
    if (server.attempts() > 0) {
      fact("fact.attempts", server.attempts());
    }
    fact("fact.oldest", server.oldest());
    fact("fact.next", server.waiting() > 0 ? server.next() : Optional.empty());
    if (server.probing()) {
      var span = new Span();
      Words.into(span, "fact.probing", List.of());
      facts.add(span);
    }
    fact("fact.heard", server.heard());
    fact("fact.failed", server.state() == Server.State.AWAY ? server.failed() : Optional.empty());
    var paused = server.state() == Server.State.PAUSED;
    retry.setVisible(server.waiting() > 0 && !paused);
    drop.setVisible(server.waiting() > 0);
    pause.setVisible(!paused);
    resume.setVisible(paused);
  }

  private void fact(String key, Object value) {
    var span = new Span();
    Words.into(span, key, List.of(value));
    facts.add(span);
  }

  private void fact(String key, Optional<Instant> moment) {
    moment.ifPresent(at -> fact(key, (Object) at));
  }

  private static String icon(Server.State state) {
    return switch (state) {
      case ANSWERS -> "circle-check";
      case QUIET -> "minus";
      case TRIED -> "clock";
      case AWAY -> "triangle-alert";
      case PAUSED -> "pause";
    };
  }
}
