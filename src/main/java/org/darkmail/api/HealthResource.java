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
import org.darkmail.blob.Blobs;
import org.darkmail.delivery.Carrier;

/// Probes for whoever supervises the process (spec 80.3).
@Path("health")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class HealthResource {

  private static final int PATIENCE_SECONDS = 2;

  @Inject private DataSource database;
  @Inject private Carrier carrier;
  @Inject private Blobs blobs;

  /// The process answers.
  @GET
  @Path("live")
  public Response live() {
    return answer(true, Map.of("status", "UP"));
  }

  /// The process can do its work: the schema is the one it needs, else it would not have started,
  /// and the database answers. XMPP may be away, mail waits for it, and so may the store of blobs,
  /// which other nodes would miss as well: that is told, and does not count.
  @GET
  @Path("ready")
  public Response ready() {
    try (var connection = database.getConnection()) {
      return ready(connection.isValid(PATIENCE_SECONDS));
    } catch (SQLException e) {
      return ready(false);
    }
  }

  private Response ready(boolean database) {
    return answer(
        database,
        Map.of(
            "status", word(database),
            "database", word(database),
            "relay", word(carrier.connected()),
            "blobs", word(blobs.answers())));
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
