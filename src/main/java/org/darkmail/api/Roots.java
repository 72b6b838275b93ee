package org.darkmail.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/// Lets the public paths of spec 80.3 stand at the root, where RFC 8615 and other domains expect
/// them. WildFly maps a JAX-RS application to one path only, and Vaadin's servlet has the rest.
@WebFilter(
    urlPatterns = {"/.well-known/*", "/blob/*", "/health/*"},
    asyncSupported = true)
public class Roots extends HttpFilter {

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    request
        .getRequestDispatcher("/api" + request.getServletPath() + pathInfo(request))
        .forward(request, response);
  }

  private static String pathInfo(HttpServletRequest request) {
    return request.getPathInfo() == null ? "" : request.getPathInfo();
  }
}
