package org.darkmail.api;

import jakarta.ws.rs.core.NewCookie;
import org.darkmail.account.SessionToken;
import org.darkmail.account.Sessions;

/// The cookie of spec 20.5.
final class SessionCookie {

  private SessionCookie() {}

  static NewCookie of(SessionToken token) {
    return cookie(token.secret(), (int) Sessions.LONGEST.toSeconds());
  }

  static NewCookie gone() {
    return cookie("", 0);
  }

  private static NewCookie cookie(String value, int seconds) {
    return new NewCookie.Builder(Gate.COOKIE)
        .value(value)
        .path("/")
        .secure(true)
        .httpOnly(true)
        .sameSite(NewCookie.SameSite.STRICT)
        .maxAge(seconds)
        .build();
  }
}
