package org.darkmail.api;

import jakarta.ws.rs.core.NewCookie;
import org.darkmail.account.SessionToken;
import org.darkmail.account.Sessions;
import org.darkmail.admin.Visits;

/// The cookies of spec 20.5 and 20.6.
final class SessionCookie {

  private SessionCookie() {}

  static NewCookie of(SessionToken token) {
    return cookie(Gate.COOKIE, token.secret(), (int) Sessions.LONGEST.toSeconds());
  }

  static NewCookie gone() {
    return cookie(Gate.COOKIE, "", 0);
  }

  /// For a visit to the console (spec 20.6); it ends with the browser, and long before.
  static NewCookie visit(SessionToken token) {
    return cookie(Visits.COOKIE, token.secret(), NewCookie.DEFAULT_MAX_AGE);
  }

  static NewCookie visitGone() {
    return cookie(Visits.COOKIE, "", 0);
  }

  private static NewCookie cookie(String name, String value, int seconds) {
    return new NewCookie.Builder(name)
        .value(value)
        .path("/")
        .secure(true)
        .httpOnly(true)
        .sameSite(NewCookie.SameSite.STRICT)
        .maxAge(seconds)
        .build();
  }
}
