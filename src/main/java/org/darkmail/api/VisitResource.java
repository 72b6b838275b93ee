package org.darkmail.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.darkmail.account.Auth;
import org.darkmail.account.SessionToken;
import org.darkmail.admin.Visits;
import org.jspecify.annotations.Nullable;

/// The door of the console (spec 80.2): the passphrase once more, as at sign-in only what is
/// derived from it.
@Path("admin/visit")
@ApplicationScoped
@Consumes(MediaType.APPLICATION_JSON)
public class VisitResource {

  record EntryBody(Auth auth, Optional<String> invitation) {}

  @Inject private Visits visits;
  @Inject private Caller caller;

  @POST
  public Response enter(EntryBody body) {
    var invitation = body.invitation().flatMap(SessionToken::of);
    return switch (visits.enter(caller.session(), body.auth(), invitation, caller.network())) {
      case Visits.Entered(var token) ->
          Response.noContent().cookie(SessionCookie.visit(token)).build();
      case Visits.WrongPassphrase _ -> Problem.WRONG_CREDENTIALS.response();
      case Visits.TooMany(var delay) -> Problem.TOO_MANY.response(delay);
      case Visits.NotAdmin _ -> Problem.NOT_ADMIN.response();
    };
  }

  @DELETE
  public Response leave(@CookieParam(Visits.COOKIE) @Nullable String cookie) {
    Optional.ofNullable(cookie).flatMap(SessionToken::of).ifPresent(visits::leave);
    return Response.noContent().cookie(SessionCookie.visitGone()).build();
  }
}
