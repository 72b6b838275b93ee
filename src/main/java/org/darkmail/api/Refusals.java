package org.darkmail.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Map;

/// Gives refusals that Jakarta REST makes by itself, an unknown path for example, the form of all
/// others.
@Provider
@ApplicationScoped
public class Refusals implements ExceptionMapper<WebApplicationException> {

  @Override
  public Response toResponse(WebApplicationException refusal) {
    var response = refusal.getResponse();
    var status = response.getStatus();
    if (response.hasEntity() || status < 400) {
      return response;
    }
    return switch (status) {
      // RESTEasy says so too of a parameter in the path or the query that it cannot read.
      case 404 -> (refusal.getCause() == null ? Problem.NOT_FOUND : Problem.BAD_REQUEST).response();
      case 413 -> Problem.TOO_LARGE.response();
      default ->
          status < 500
              ? Problem.BAD_REQUEST.response(status, Map.of())
              : Problem.FAULT.response(status, Map.of());
    };
  }
}
