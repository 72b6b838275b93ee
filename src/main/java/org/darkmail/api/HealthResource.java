package org.darkmail.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;

/// Probes for whoever supervises the process (spec 80.3).
@Path("health")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class HealthResource {

  private static final int PATIENCE_SECONDS = 2;

  @Inject private DataSource database;

  /// The process answers.
  @GET
  @Path("live")
  public Response live() {
    return answer(true);
  }

  /// The process can do its work: the database answers. XMPP may be away, mail waits for it.
  @GET
  @Path("ready")
  public Response ready() {
    try (var connection = database.getConnection()) {
      return answer(connection.isValid(PATIENCE_SECONDS));
    } catch (SQLException e) {
      return answer(false);
    }
  }

  private static Response answer(boolean up) {
    return Response.status(up ? Response.Status.OK : Response.Status.SERVICE_UNAVAILABLE)
        .entity(Map.of("status", up ? "UP" : "DOWN"))
        .build();
  }
}
