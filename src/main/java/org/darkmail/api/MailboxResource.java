package org.darkmail.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.List;
import java.util.Map;
import org.darkmail.mailbox.Mailboxes;
import org.darkmail.mailbox.Result;

/// The items of the account that is signed in (spec 70, 80.2).
@Path("mailbox")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class MailboxResource {

  record BatchBody(List<OperationBody> batch) {}

  record ChangesView(List<ItemView> items, long change, boolean more) {}

  record WrittenView(long change, List<StampView> items) {}

  record StampView(String id, long revision, long change) {}

  @Inject private Mailboxes mailboxes;
  @Inject private EventStreams streams;
  @Inject private Caller caller;

  @GET
  @Path("changes")
  public ChangesView changes(
      @QueryParam("since") @DefaultValue("0") long since,
      @QueryParam("limit") @DefaultValue("500") int limit) {
    var changes = mailboxes.changes(caller.account(), since, limit);
    return new ChangesView(
        changes.items().stream().map(ItemView::of).toList(), changes.change(), changes.more());
  }

  @POST
  @Path("batch")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response write(BatchBody body) {
    return answer(mailboxes.write(caller.account(), OperationBody.batch(body.batch())));
  }

  /// For whoever else writes a batch.
  static Response answer(Result result) {
    return switch (result) {
      case Result.Written(var change, var items) ->
          Response.ok(
                  new WrittenView(
                      change,
                      items.stream()
                          .map(i -> new StampView(i.id().text(), i.revision(), i.change()))
                          .toList()))
              .build();
      case Result.Conflict(var items) ->
          Problem.CONFLICT.response(Map.of("items", items.stream().map(ItemView::of).toList()));
      case Result.NoSuchBlobs _ -> Problem.NOT_FOUND.response();
      case Result.OverQuota _ -> Problem.OVER_QUOTA.response();
    };
  }

  @GET
  @Path("events")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public void events(@Context SseEventSink sink, @Context Sse sse) {
    streams.open(caller.session(), sink, sse);
  }
}
