package org.darkmail.ui;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/// What every answer tells the browser to refuse. The page's own policy is in [Csp].
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class SecurityHeaders extends HttpFilter {

  private static final Map<String, String> ALWAYS =
      Map.of(
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY",
          "Referrer-Policy", "no-referrer",
          "Cross-Origin-Opener-Policy", "same-origin",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Permissions-Policy",
              "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), hid=(),"
                  + " display-capture=(), browsing-topics=()");

  /// The vault worker may run code and WebAssembly of this origin and reach nothing: no network, no
  /// other script.
  private static final String WORKER =
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'none'";

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    ALWAYS.forEach(response::setHeader);
    var path = request.getRequestURI();
    if (path.startsWith("/VAADIN/build/")) {
      response.setHeader("Content-Security-Policy", WORKER);
    }
    response.setHeader("Cache-Control", "no-store");
    chain.doFilter(request, response);
  }
}
