package org.darkmail.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The language of the console: the one chosen in the settings of the mail page, which a cookie
/// tells, else the first of the browser's that there is.
@ApplicationScoped
class Language {
  static final String COOKIE = "darkmail-language";
  static final Set<String> ALL = Set.of("en", "de");

  void choose(@Observes ServiceInitEvent start) {
    start
        .getSource()
        .addUIInitListener(page -> {
          var request = VaadinRequest.getCurrent();
          if (request != null) {
            page.getUI().setLocale(of(request));
          }
        });
  }

  private static Locale of(VaadinRequest request) {
    return of(Visitor.cookie(request, COOKIE), Collections.list(request.getLocales()));
  }

  /// @param chosen tag of a language, as the browser keeps it
  /// @param preferred what the browser asks for, most wanted first
  static Locale of(Optional<String> chosen, List<Locale> preferred) {
    var there = preferred.stream().filter(locale -> ALL.contains(locale.getLanguage())).toList();
    return chosen
        .filter(ALL::contains)
        .map(tag ->
            there.stream()
                .filter(one -> one.getLanguage().equals(tag))
                .findFirst()
                .orElse(Locale.of(tag)))
        .or(() -> there.stream().findFirst())
        .orElse(Locale.UK);
  }

  /// Of the page that is being answered; where there is none, English.
  static Locale current() {
    var ui = UI.getCurrent();
    return ui != null && ALL.contains(ui.getLocale().getLanguage()) ? ui.getLocale() : Locale.UK;
  }
}
