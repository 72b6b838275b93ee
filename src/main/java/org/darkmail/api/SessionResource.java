package org.darkmail.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.darkmail.account.Accounts;
import org.darkmail.account.Auth;
import org.darkmail.account.Proof;
import org.darkmail.account.Sessions;
import org.darkmail.account.SignIn;
import org.darkmail.account.SlotKind;
import org.darkmail.address.Address;

/// Sign-in and sign-out (spec 80.2).
@Path("session")
@ApplicationScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class SessionResource {

  record SignInBody(String address, SlotKind kind, Auth auth) {}

  @Inject private SignIn signIn;
  @Inject private Sessions sessions;
  @Inject private Accounts accounts;
  @Inject private AccountView views;
  @Inject private Caller caller;

  @POST
  public Response signIn(SignInBody body) {
    var address = Address.of(body.address());
    if (address.isEmpty()) {
      return Problem.WRONG_CREDENTIALS.response();
    }
    var proof = new Proof(body.kind(), body.auth());
    return switch (signIn.signIn(address.get(), proof, caller.network())) {
      case SignIn.SignedIn(var account, var started) ->
          Response.ok(views.of(account, started.session()))
              .cookie(SessionCookie.of(started.token()))
              .build();
      case SignIn.Wrong _ -> Problem.WRONG_CREDENTIALS.response();
      case SignIn.TooMany(var delay) -> Problem.TOO_MANY.response(delay);
    };
  }

  @GET
  public AccountView.View current() {
    var session = caller.session();
    return views.of(accounts.find(session.account()).orElseThrow(), session);
  }

  @DELETE
  public Response signOut() {
    sessions.end(caller.session());
    return Response.noContent().cookie(SessionCookie.gone(), SessionCookie.visitGone()).build();
  }
}
