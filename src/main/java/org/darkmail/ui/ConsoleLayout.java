package org.darkmail.ui;

import com.vaadin.cdi.annotation.CdiComponent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import jakarta.inject.Inject;
import org.darkmail.admin.Visits;

/// The frame around the console's pages: who is not on a visit gets the door instead of any of
/// them. A new page is a class with this layout and a line in the navigation.
@JsModule("./console/console.ts")
@CdiComponent
public class ConsoleLayout extends AppLayout implements BeforeEnterObserver {

  @Tag("dm-brand")
  private static final class Brand extends Component {}

  private final Visits visits;

  @Inject
  ConsoleLayout(Visits visits) {
    this.visits = visits;
    setPrimarySection(Section.NAVBAR);
    addToNavbar(top());
    addToDrawer(rail());
  }

  private Div top() {
    var toggle = new DrawerToggle();
    toggle.setAriaLabel(Words.say("menu"));
    var space = new Span();
    space.addClassName("grow");
    var leave = new Button(Words.say("leave"), new Icon("log-out", "s"), _ -> leave());
    leave.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
    leave.getElement().setAttribute("data-test", "console-leave");
    var top = new Div(toggle, new Brand(), space, leave);
    top.addClassName("console-top");
    return top;
  }

  private static Div rail() {
    var back = new Anchor("/", new Icon("chevron-left"), new Span(Words.say("back")));
    back.setRouterIgnore(true);
    back.addClassName("back");
    var pages = new SideNav();
    pages.getElement().setAttribute("aria-label", Words.say("pages"));
    pages.addItem(
        new SideNavItem(Words.say("dashboard.title"), DashboardView.class, new Icon("gauge")),
        new SideNavItem(Words.say("delivery.title"), DeliveryView.class, new Icon("send")));
    var rail = new Div(back, pages);
    rail.addClassName("console-rail");
    return rail;
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    if (Visitor.token().filter(visits::use).isEmpty()) {
      event.rerouteTo(Door.class);
    }
  }

  private void leave() {
    Visitor.token().ifPresent(visits::leave);
    getUI().ifPresent(ui -> ui.getPage().setLocation("/"));
  }
}
