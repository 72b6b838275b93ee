package org.darkmail.ui;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.Map;

/// What every answer tells the browser to refuse, and what it may keep. The page's own policy is in
/// [Csp].
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class SecurityHeaders extends HttpFilter {

  private static final Map<String, String> ALWAYS =
      Map.of(
          "Cache-Control", "no-store",
          "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
          "Cross-Origin-Opener-Policy", "same-origin",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Permissions-Policy",
              "browsing-topics=(), camera=(), display-capture=(), geolocation=(), hid=(),"
                  + " microphone=(), payment=(), serial=(), usb=()",
          "Referrer-Policy", "no-referrer",
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY");

  /// The vault worker may run code and WebAssembly of this origin and reach nothing: no network, no
  /// other script.
  private static final String WORKER =
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'none'";

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    ALWAYS.forEach(response::setHeader);
    if (request.getRequestURI().startsWith("/VAADIN/build/")) {
      response.setHeader("Content-Security-Policy", WORKER);
      chain.doFilter(request, new Hashed(response));
    } else {
      chain.doFilter(request, response);
    }
  }

  /// The answer for a file whose name contains its hash. Vaadin sets a life of an hour, and for
  /// found files only.
  private static final class Hashed extends HttpServletResponseWrapper {

    Hashed(HttpServletResponse response) {
      super(response);
    }

    @Override
    public void setHeader(String name, String value) {
      super.setHeader(
          name, name.equals("Cache-Control") ? "public, max-age=31536000, immutable" : value);
    }
  }
}
