package org.darkmail.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.darkmail.address.Domain;
import org.darkmail.delivery.Enquiries;
import org.darkmail.federation.Discovery;
import org.darkmail.federation.Peer;
import org.darkmail.federation.Peers;

/// Documents of other domains as this server has pinned them; the vault checks them by itself.
@Path("domains")
@ApplicationScoped
public class DomainResource {
  static final Duration LATER = Duration.ofSeconds(10);

  @Inject private Peers peers;
  @Inject private Enquiries enquiries;
  @Inject private Caller caller;

  @GET
  @Path("{domain}")
  @Produces(MediaType.APPLICATION_JSON)
  public Response document(@PathParam("domain") String name) {
    var account = caller.account();
    var domain = Domain.of(name);
    if (domain.isEmpty()) {
      return Problem.UNKNOWN_DOMAIN.response();
    }
    if (peers.known(domain.get()).isEmpty() && !enquiries.admit(account)) {
      return Problem.TOO_MANY.response(LATER);
    }
    return switch (peers.peer(domain.get())) {
      case Peer peer -> Response.ok(peer.document()).header("Cache-Control", "no-store").build();
      case Discovery.Failure failure -> refusal(failure).response();
    };
  }

  private static Problem refusal(Discovery.Failure failure) {
    return switch (failure) {
      case UNKNOWN_DOMAIN -> Problem.UNKNOWN_DOMAIN;
      case DOMAIN_AWAY -> Problem.DOMAIN_AWAY;
      case DOMAIN_KEY_CHANGED -> Problem.DOMAIN_KEY_CHANGED;
    };
  }
}
