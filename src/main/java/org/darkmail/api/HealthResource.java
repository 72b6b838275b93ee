package org.darkmail.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.darkmail.admin.Health;
import org.darkmail.admin.Verdict;

/// Probes for whoever supervises the process (spec 80.3).
@Path("health")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class HealthResource {

  @Inject private Health health;

  /// The process answers.
  @GET
  @Path("live")
  public Response live() {
    return answer(true, Map.of("status", "UP"));
  }

  /// The process can do its work: the schema is the one it needs, else it would not have started,
  /// and the database answers. XMPP may be away, mail waits for it, and the store of blobs may be
  /// away or full, which other nodes would miss as well: both are told, as the console tells them,
  /// and do not count.
  @GET
  @Path("ready")
  public Response ready() {
    var ready = health.ready();
    return answer(
        ready,
        Map.of(
            "status", word(ready),
            "database", word(ready),
            "relay", word(health.relay().verdict() == Verdict.GOOD),
            "blobs", word(health.storage().verdict() != Verdict.ACT_NOW)));
  }

  private static Response answer(boolean up, Map<String, String> parts) {
    return Response.status(up ? Response.Status.OK : Response.Status.SERVICE_UNAVAILABLE)
        .entity(parts)
        .build();
  }

  private static String word(boolean up) {
    return up ? "UP" : "DOWN";
  }
}
