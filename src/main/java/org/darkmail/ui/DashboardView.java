package org.darkmail.ui;

import com.vaadin.cdi.annotation.CdiComponent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.Route;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.Map;
import org.darkmail.admin.Finding;
import org.darkmail.admin.Snapshot;
import org.darkmail.admin.Verdict;

/// How the instance is, in plain words.
@Route(value = "admin", layout = ConsoleLayout.class)
@CdiComponent
public class DashboardView extends ConsolePage {
  private final Div cards = new Div();
  private final Map<Finding.Part, FindingCard> byPart = new EnumMap<>(Finding.Part.class);

  @Inject
  DashboardView(Watch watch) {
    super(watch, "dashboard");
    cards.addClassName("cards");
    add(cards, note());
  }

  @Override
  void show(Snapshot now) {
    lead(
        "dashboard.lead",
        now.domain(),
        count(now, Verdict.GOOD),
        count(now, Verdict.LOOK_SOON),
        count(now, Verdict.ACT_NOW));
    byPart.forEach((part, card) ->
        card.setVisible(now.findings().stream().anyMatch(finding -> finding.part() == part)));
    for (var finding : now.findings()) {
      byPart
          .computeIfAbsent(
              finding.part(),
              part -> {
                var card = new FindingCard(part);
                cards.add(card);
                return card;
              })
          .show(finding);
    }
  }

  private static long count(Snapshot now, Verdict verdict) {
    return now.findings().stream().filter(finding -> finding.verdict() == verdict).count();
  }
}
