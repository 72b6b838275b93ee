package org.darkmail.ui;

import com.vaadin.flow.server.ServiceInitEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.Base64;

/// The page's Content-Security-Policy. Scripts run by a nonce alone; `unsafe-eval` is what Flow
/// 25.3 needs. The page that starts without a network has no Flow ([KeptPage]).
@ApplicationScoped
public class Csp {

  private final SecureRandom random;

  @Inject
  Csp(SecureRandom random) {
    this.random = random;
  }

  void guard(@Observes ServiceInitEvent start) {
    start.addIndexHtmlRequestListener(page -> {
      var nonce = nonce();
      page.getVaadinResponse()
          .setHeader(
              "Content-Security-Policy",
              policy("'nonce-%s' 'strict-dynamic' 'unsafe-eval'".formatted(nonce)));
      page.getDocument().getElementsByTag("script").attr("nonce", nonce);
      page.getDocument().select("link[rel=modulepreload]").attr("nonce", nonce);
    });
  }

  /// @param scripts what may run
  static String policy(String scripts) {
    return """
    default-src 'none'; connect-src 'self'; img-src 'self' data: blob:; media-src blob:; font-src 'self' data:; \
    worker-src 'self'; manifest-src 'self'; frame-src 'none'; base-uri 'self'; \
    form-action 'self'; frame-ancestors 'none'; object-src 'none'; \
    style-src 'self' 'unsafe-inline'; script-src %s\
    """
        .formatted(scripts);
  }

  private String nonce() {
    var bytes = new byte[18];
    random.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
