package org.darkmail.ui;

import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinService;
import jakarta.servlet.http.Cookie;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.darkmail.account.SessionToken;
import org.darkmail.admin.Visits;

/// Who makes the request that is being answered.
final class Visitor {

  private Visitor() {}

  /// What the request says; whether that is worth anything, only [Visits] knows.
  static Optional<SessionToken> token() {
    return Optional.ofNullable(VaadinService.getCurrentRequest())
        .flatMap(request -> cookie(request, Visits.COOKIE))
        .flatMap(SessionToken::of);
  }

  static Optional<String> cookie(VaadinRequest request, String name) {
    return cookies(request)
        .filter(cookie -> cookie.getName().equals(name))
        .findFirst()
        .map(Cookie::getValue);
  }

  private static Stream<Cookie> cookies(VaadinRequest request) {
    Cookie[] cookies = request.getCookies();
    return cookies == null ? Stream.empty() : Arrays.stream(cookies);
  }
}
