package org.darkmail.ui;

import com.vaadin.cdi.annotation.CdiComponent;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.Route;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.darkmail.admin.Orders;
import org.darkmail.admin.Server;
import org.darkmail.admin.Snapshot;

/// What waits for which domain and why, and orders about it.
@Route(value = "admin/delivery", layout = ConsoleLayout.class)
@CdiComponent
public class DeliveryView extends ConsolePage {
  private static final int NOTICE_MILLIS = 5_000;

  private final Orders orders;
  private final UnorderedList servers = new UnorderedList();
  private final Paragraph empty = new Paragraph(Words.say("delivery.none"));
  private final Map<String, ServerRow> byDomain = new HashMap<>();

  @Inject
  DeliveryView(Watch watch, Orders orders) {
    super(watch, "delivery");
    this.orders = orders;
    servers.addClassName("servers");
    empty.addClassNames("servers", "empty");
    add(servers, empty, note());
  }

  @Override
  void show(Snapshot now) {
    lead("delivery.lead", now.servers().stream().mapToLong(Server::waiting).sum());
    empty.setVisible(now.servers().isEmpty());
    servers.setVisible(!now.servers().isEmpty());
    var domains = now.servers().stream().map(Server::domain).collect(Collectors.toSet());
    for (var gone : new HashSet<>(byDomain.keySet())) {
      if (!domains.contains(gone)) {
        servers.remove(byDomain.remove(gone));
      }
    }
    var place = 0;
    for (var server : now.servers()) {
      var row = byDomain.computeIfAbsent(server.domain(), name -> new ServerRow(name, this::act));
      row.show(server);
      // Moved only if it must be: what moves loses the focus.
      if (servers.getComponentCount() <= place || servers.getComponentAt(place) != row) {
        servers.addComponentAtIndex(place, row);
      }
      place++;
    }
  }

  private void act(ServerRow.Act act, Server server) {
    var domain = server.domain();
    switch (act) {
      case RETRY -> done("done.retry", orders.retry(Visitor.token(), domain), domain);
      case PAUSE -> done("done.pause", orders.pause(Visitor.token(), domain), domain);
      case RESUME -> done("done.resume", orders.resume(Visitor.token(), domain), domain);
      case DROP -> confirm(server);
    }
  }

  private void confirm(Server server) {
    var domain = server.domain();
    var dialog = new ConfirmDialog();
    dialog.setHeader(Words.say("drop.title", server.waiting(), domain));
    dialog.setText(Words.say("drop.text"));
    dialog.setWidth("26rem");
    dialog.setCancelable(true);
    dialog.setCancelText(Words.say("drop.cancel"));
    dialog.setConfirmText(Words.say("drop.confirm", server.waiting()));
    dialog.setConfirmButtonTheme("primary error");
    dialog.addConfirmListener(_ -> done("done.drop", orders.drop(Visitor.token(), domain), domain));
    dialog.open();
  }

  private void done(String key, OptionalInt concerned, String domain) {
    if (concerned.isEmpty()) {
      getUI().ifPresent(ui -> ui.getPage().reload());
      return;
    }
    Notification.show(
        Words.say(key, concerned.getAsInt(), domain),
        NOTICE_MILLIS,
        Notification.Position.BOTTOM_CENTER);
  }
}
