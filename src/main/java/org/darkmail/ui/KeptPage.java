package org.darkmail.ui;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/// What a device keeps of the page to start without a network (spec 75.8), as the build made it:
/// the page itself and the service worker that keeps it. They hold nothing of anybody.
@WebServlet({KeptPage.PAGE, KeptPage.WORKER})
public class KeptPage extends HttpServlet {
  static final String PAGE = "/offline";
  static final String WORKER = "/sw.js";

  private static final String BUILT = "/META-INF/VAADIN/webapp";

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var isPage = request.getServletPath().equals(PAGE);
    try (var file =
        KeptPage.class.getResourceAsStream(BUILT + (isPage ? "/offline.html" : WORKER))) {
      if (file == null) {
        response.sendError(HttpServletResponse.SC_NOT_FOUND);
        return;
      }
      response.setContentType(isPage ? "text/html;charset=UTF-8" : "text/javascript;charset=UTF-8");
      response.setHeader(
          "Content-Security-Policy",
          isPage ? Csp.policy("'self'") : "default-src 'none'; connect-src 'self'");
      file.transferTo(response.getOutputStream());
    }
  }
}
