package org.darkmail.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.darkmail.federation.OwnDomain;

/// This domain's document, for everybody (spec 60.1).
@Path(".well-known/darkmail.json")
@ApplicationScoped
public class WellKnownResource {
  @Inject private OwnDomain own;

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Response document() {
    return Response.ok(own.asPeer().document())
        .header("Cache-Control", "public, max-age=300")
        .header("X-Content-Type-Options", "nosniff")
        .build();
  }
}
