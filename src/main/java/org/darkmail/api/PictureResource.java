package org.darkmail.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URISyntaxException;
import org.darkmail.federation.Fetch;
import org.darkmail.federation.Unreachable;

/// Fetches a picture of another server for a reader who asked to see it (spec 80.4), so that the
/// other server learns neither who reads nor from where. The address comes in the body: no log has
/// it.
@Path("pictures")
@ApplicationScoped
public class PictureResource {
  private static final int LONGEST = 4_096;

  record Wanted(String url) {}

  @Inject private Fetch fetch;
  @Inject private Caller caller;
  @Inject private PictureLimit limit;

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response fetch(Wanted wanted) {
    var account = caller.account();
    if (wanted.url().length() > LONGEST) {
      return Problem.BAD_REQUEST.response();
    }
    URI place;
    try {
      place = new URI(wanted.url());
    } catch (URISyntaxException e) {
      return Problem.BAD_REQUEST.response();
    }
    var delay = limit.admit(account);
    if (delay.isPresent()) {
      return Problem.TOO_MANY.response(delay.get());
    }
    try {
      var picture = fetch.picture(place);
      return Response.ok(picture.octets(), picture.type()).build();
    } catch (Unreachable e) {
      // Which it is would tell what stands in the own network.
      return Problem.NOT_FOUND.response();
    } finally {
      limit.leave();
    }
  }
}
