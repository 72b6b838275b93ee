package org.darkmail.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.darkmail.address.Domain;
import org.darkmail.blob.BlobName;
import org.darkmail.delivery.Stopped;
import org.darkmail.delivery.Submission;
import org.darkmail.delivery.Submissions;
import org.darkmail.delivery.Submitted;
import org.darkmail.routing.Malformed;
import org.darkmail.routing.RoutingId;
import org.darkmail.routing.RoutingMessage;

/// Takes what a vault sends: routing messages and the author's own copy, all or nothing; and gives
/// back what is still held (spec 80.2).
@Path("submissions")
@ApplicationScoped
public class SubmissionResource {

  /// @param hold seconds
  record SubmissionBody(List<MessageBody> messages, long hold, List<OperationBody> batch) {}

  record WithdrawalBody(List<String> ids, List<OperationBody> batch) {}

  record StopBody(List<String> ids) {}

  /// Ids by what came of stopping them; those that are unknown in none.
  record StoppedView(List<String> neverLeft, List<String> mayHaveLeft, List<String> tooLate) {}

  @SuppressWarnings("ArrayRecordComponent") // Read once, never compared.
  record MessageBody(String id, String domain, byte[] envelope, byte[] header, List<String> blobs) {

    Submission submission() {
      try {
        return new Submission(
            new RoutingMessage(RoutingId.parse(id), envelope, header),
            new Domain(domain),
            blobs.stream().map(BlobName::new).toList());
      } catch (Malformed | IllegalArgumentException e) {
        throw Problem.BAD_REQUEST.exception();
      }
    }
  }

  record DoneView(long change) {}

  private static final Duration LATER = Duration.ofMinutes(1);

  @Inject private Submissions submissions;
  @Inject private Caller caller;

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Response submit(SubmissionBody body) {
    var messages = body.messages().stream().map(MessageBody::submission).toList();
    var batch = OperationBody.batch(body.batch());
    if (!Submissions.takes(messages)
        || body.hold() < 0
        || body.hold() > Submissions.LONGEST_HOLD.toSeconds()) {
      return Problem.BAD_REQUEST.response();
    }
    var hold = Duration.ofSeconds(body.hold());
    return response(submissions.submit(caller.account(), messages, hold, batch));
  }

  @POST
  @Path("withdraw")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Response withdraw(WithdrawalBody body) {
    var batch = OperationBody.batch(body.batch());
    return response(submissions.withdraw(caller.account(), routingIds(body.ids()), batch));
  }

  @POST
  @Path("stop")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public StoppedView stop(StopBody body) {
    var all = submissions.stop(caller.account(), routingIds(body.ids()));
    return new StoppedView(
        those(all, Stopped.NEVER_LEFT),
        those(all, Stopped.MAY_HAVE_LEFT),
        those(all, Stopped.TOO_LATE));
  }

  private static List<String> those(Map<RoutingId, Stopped> all, Stopped how) {
    return all.entrySet().stream()
        .filter(entry -> entry.getValue() == how)
        .map(entry -> entry.getKey().toString())
        .toList();
  }

  /// One to [Submissions#MAX_MESSAGES], each once.
  private static List<RoutingId> routingIds(List<String> ids) {
    if (ids.isEmpty()
        || ids.size() > Submissions.MAX_MESSAGES
        || Set.copyOf(ids).size() < ids.size()) {
      throw Problem.BAD_REQUEST.exception();
    }
    try {
      var parsed = new ArrayList<RoutingId>();
      for (var id : ids) {
        parsed.add(RoutingId.parse(id));
      }
      return parsed;
    } catch (Malformed e) {
      throw Problem.BAD_REQUEST.exception();
    }
  }

  private static Response response(Submitted result) {
    return switch (result) {
      case Submitted.Done(var change) -> Response.ok(new DoneView(change)).build();
      case Submitted.DuplicateId _ -> Problem.DUPLICATE_ID.response();
      case Submitted.Conflict(var items) ->
          Problem.CONFLICT.response(Map.of("items", items.stream().map(ItemView::of).toList()));
      case Submitted.NoSuchBlobs _, Submitted.NoSuchMessages _ -> Problem.NOT_FOUND.response();
      case Submitted.OverQuota _ -> Problem.OVER_QUOTA.response();
      case Submitted.TooMany _ -> Problem.TOO_MANY.response(LATER);
      case Submitted.TooLate _ -> Problem.ALREADY_SENT.response();
    };
  }
}
