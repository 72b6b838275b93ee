package org.darkmail.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.darkmail.blob.Blob;
import org.darkmail.blob.BlobName;
import org.darkmail.blob.Blobs;
import org.jspecify.annotations.Nullable;

/// Blobs for the domains that they are sent to: whoever knows the name may read (spec 30.4, 80.3).
/// What this domain has copied from others is not here.
@Path("blob")
@ApplicationScoped
public class PublicBlobResource {
  @Inject private Blobs blobs;

  @GET
  @Path("{name}")
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  public Response read(
      @PathParam("name") String name, @HeaderParam("Range") @Nullable String range) {
    return BlobName.of(name)
        .flatMap(blobs::find)
        .filter(blob -> blob.shared() && blob.complete())
        .map(blob -> answer(blob, range))
        .orElseGet(Problem.NOT_FOUND::response);
  }

  private Response answer(Blob blob, @Nullable String range) {
    return Response.fromResponse(Octets.of(blobs, blob, range))
        .header("X-Content-Type-Options", "nosniff")
        .build();
  }
}
