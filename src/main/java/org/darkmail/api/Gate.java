package org.darkmail.api;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import org.darkmail.account.Network;
import org.darkmail.account.Session;
import org.darkmail.account.SessionToken;
import org.darkmail.account.Sessions;

/// What every request passes: is it from this instance's own pages if it may change something, is
/// somebody signed in if it needs that, is its body of a bearable size (spec 80).
@Provider
@ApplicationScoped
@Priority(Priorities.AUTHENTICATION)
public class Gate implements ContainerRequestFilter {

  static final String COOKIE = "__Host-darkmail";

  /// Octets of a body before and after sign-in.
  private static final long SMALL = 64 * 1024;

  private static final long LARGE = 8 << 20;

  private static final Set<String> OPEN =
      Set.of("GET instance", "POST account/parameters", "POST account", "POST session");

  @Inject private Site site;
  @Inject private Sessions sessions;
  @Inject private Caller caller;
  @Inject private HttpServletRequest http;

  @Override
  public void filter(ContainerRequestContext request) {
    var method = request.getMethod();
    var path = request.getUriInfo().getPath().replaceAll("^/+|/+$", "");
    caller.comesFrom(network());
    if (isPublic(path)) {
      return;
    }
    if (!method.equals("GET") && !method.equals("HEAD") && !ownOrigin(request)) {
      request.abortWith(Problem.CROSS_SITE.response());
      return;
    }
    var session = session(request);
    session.ifPresent(caller::is);
    if (session.isEmpty() && !OPEN.contains(method + " " + path)) {
      request.abortWith(Problem.SIGNED_OUT.response());
      return;
    }
    limit(request, session.isPresent() ? LARGE : SMALL);
  }

  private static boolean isPublic(String path) {
    return path.startsWith("blob/")
        || path.startsWith("health/")
        || path.startsWith(".well-known/");
  }

  private boolean ownOrigin(ContainerRequestContext request) {
    var site = request.getHeaderString("Sec-Fetch-Site");
    return this.site.origin().equals(request.getHeaderString("Origin"))
        && (site == null || site.equals("same-origin"));
  }

  private Optional<Session> session(ContainerRequestContext request) {
    return Optional.ofNullable(request.getCookies().get(COOKIE))
        .flatMap(cookie -> SessionToken.of(cookie.getValue()))
        .flatMap(sessions::find);
  }

  private static void limit(ContainerRequestContext request, long octets) {
    if (request.getLength() > octets) {
      request.abortWith(Problem.TOO_LARGE.response());
    } else if (request.hasEntity()) {
      request.setEntityStream(new Limited(request.getEntityStream(), octets));
    }
  }

  /// A proxy on this machine names its client last in `X-Forwarded-For`; anybody else's word for it
  /// is not taken.
  private Network network() {
    try {
      var peer = InetAddress.ofLiteral(http.getRemoteAddr());
      var forwarded = http.getHeader("X-Forwarded-For");
      if (!peer.isLoopbackAddress() || forwarded == null) {
        return Network.of(peer);
      }
      return Network.of(
          InetAddress.ofLiteral(forwarded.substring(forwarded.lastIndexOf(',') + 1).strip()));
    } catch (IllegalArgumentException e) {
      return Network.of(InetAddress.getLoopbackAddress());
    }
  }
}
