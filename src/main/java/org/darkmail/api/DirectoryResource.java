package org.darkmail.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.darkmail.address.Domain;
import org.darkmail.delivery.Enquiries;
import org.darkmail.delivery.Enquiry;

/// Carries a vault's sealed queries to other domains' directories (spec 60.3, 80.2).
@Path("directory/queries")
@ApplicationScoped
public class DirectoryResource {
  private static final int MAX_QUERY = 2 * 1024;

  @SuppressWarnings("ArrayRecordComponent") // Read once, never compared.
  record QueryBody(String domain, byte[] query) {}

  @SuppressWarnings("ArrayRecordComponent") // Written once, never compared.
  record AnswerView(byte[] answer) {}

  @Inject private Enquiries enquiries;
  @Inject private Caller caller;

  /// Holds no thread while the other domain thinks.
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public void ask(QueryBody body, @Suspended AsyncResponse response) {
    var domain = Domain.of(body.domain());
    if (domain.isEmpty() || body.query().length > MAX_QUERY) {
      response.resume(Problem.BAD_REQUEST.response());
      return;
    }
    var _ =
        enquiries
            .ask(caller.account(), domain.get(), body.query())
            .whenComplete(
                (enquiry, fault) -> response.resume(fault == null ? answer(enquiry) : fault));
  }

  private static Response answer(Enquiry enquiry) {
    return switch (enquiry) {
      case Enquiry.Answered(var answer) -> Response.ok(new AnswerView(answer)).build();
      case Enquiry.Refused(var why) ->
          switch (why) {
            case UNKNOWN_DOMAIN -> Problem.UNKNOWN_DOMAIN.response();
            case DOMAIN_AWAY -> Problem.DOMAIN_AWAY.response();
            case DOMAIN_KEY_CHANGED -> Problem.DOMAIN_KEY_CHANGED.response();
            case TOO_MANY -> Problem.TOO_MANY.response(DomainResource.LATER);
            case BAD_QUERY -> Problem.BAD_REQUEST.response();
          };
    };
  }
}
