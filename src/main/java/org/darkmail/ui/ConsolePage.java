package org.darkmail.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.page.PageVisibility;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.shared.Registration;
import com.vaadin.flow.signals.Signal;
import org.darkmail.account.SessionToken;
import org.darkmail.admin.Snapshot;
import org.jspecify.annotations.Nullable;

/// A page of the console: a heading, and something that is kept up to date while it is looked at.
abstract class ConsolePage extends Div implements HasDynamicTitle {
  private final Watch watch;
  private final String name;
  private final Paragraph lead = new Paragraph();
  private @Nullable Registration looking;
  private @Nullable Registration visibility;

  /// @param name of the page among the messages
  ConsolePage(Watch watch, String name) {
    this.watch = watch;
    this.name = name;
    addClassName("console");
    lead.addClassName("lead");
    lead.getElement().setAttribute("role", "status");
    var heading = new H1(Words.say(name + ".title"));
    add(heading, lead);
  }

  /// Called with each change, under the lock of the page.
  abstract void show(Snapshot now);

  final void lead(String key, Object... facts) {
    lead.setText(Words.say(key, facts));
  }

  /// What no page here can show, and why.
  final Div note() {
    var note = new Div(new Icon("eye-off", "s"), new Span(Words.say("note")));
    note.addClassName("note");
    return note;
  }

  @Override
  public String getPageTitle() {
    return Words.say(name + ".title") + " · Darkmail";
  }

  @Override
  protected void onAttach(AttachEvent event) {
    var ui = event.getUI();
    var visit = Visitor.token();
    if (visit.isEmpty()) {
      ui.getPage().reload();
      return;
    }
    var visible = ui.getPage().pageVisibilitySignal();
    visibility =
        Signal.effect(
            this,
            () -> {
              if (visible.get() == PageVisibility.HIDDEN) {
                lookAway();
              } else {
                look(ui, visit.get());
              }
            });
  }

  private void look(UI ui, SessionToken visit) {
    if (looking == null) {
      looking = watch.look(ui, visit, this::show);
    }
  }

  private void lookAway() {
    if (looking != null) {
      looking.remove();
      looking = null;
    }
  }

  @Override
  protected void onDetach(DetachEvent event) {
    lookAway();
    if (visibility != null) {
      visibility.remove();
    }
  }
}
