package org.darkmail.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.Map;

/// Probes for whoever supervises the process.
@Path("/health")
@ApplicationScoped
public class HealthResource {

  @GET
  @Path("live")
  @Produces("application/json")
  public Map<String, String> live() {
    return Map.of("status", "UP");
  }

  @GET
  @Path("ready")
  @Produces("application/json")
  public Map<String, String> ready() {
    return Map.of("status", "UP");
  }
}
