package org.darkmail.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;

/// Lets the public paths of spec 80.3 stand at the root, where RFC 8615 and other domains expect
/// them. WildFly maps a JAX-RS application to one path only, and Vaadin's servlet has the rest.
@WebFilter(
    urlPatterns = {"/.well-known/*", "/blob/*", "/health/*"},
    asyncSupported = true)
public class Roots extends HttpFilter {

  /// No public path has other characters; some of them the container would call a fault of its own.
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._/-]*");

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    var path = request.getServletPath() + pathInfo(request);
    if (PLAIN.matcher(path).matches()) {
      request.getRequestDispatcher("/api" + path).forward(request, response);
    } else {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  private static String pathInfo(HttpServletRequest request) {
    return request.getPathInfo() == null ? "" : request.getPathInfo();
  }
}
