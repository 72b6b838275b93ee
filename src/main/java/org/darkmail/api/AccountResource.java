package org.darkmail.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.darkmail.account.Accounts;
import org.darkmail.account.Auth;
import org.darkmail.account.Kdf;
import org.darkmail.account.KeySlot;
import org.darkmail.account.NewAccount;
import org.darkmail.account.Proof;
import org.darkmail.account.Secrets;
import org.darkmail.account.SignIn;
import org.darkmail.account.SlotKind;
import org.darkmail.address.Address;
import org.darkmail.directory.SignUp;

/// Sign-up and key slots (spec 80.2).
@Path("account")
@ApplicationScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class AccountResource {

  record Asked(String address) {}

  @SuppressWarnings("ArrayRecordComponent") // Written once, never compared.
  record Parameters(byte[] serverSalt, Kdf.Parameters kdf) {}

  @SuppressWarnings("ArrayRecordComponent") // Read once, never compared.
  record SignUpBody(
      String address,
      Auth auth,
      Auth recoveryAuth,
      List<KeySlot> slots,
      byte[] commit,
      byte[] certificate,
      byte[] secretKey) {

    NewAccount account(Address of) {
      return new NewAccount(
          of,
          slot(SlotKind.PASSPHRASE),
          auth,
          slot(SlotKind.RECOVERY),
          recoveryAuth,
          commit,
          secretKey);
    }

    private KeySlot slot(SlotKind kind) {
      var found = slots.stream().filter(slot -> slot.kind() == kind).toList();
      if (slots.size() != 2 || found.size() != 1) {
        throw new IllegalArgumentException("one slot of each kind");
      }
      return found.getFirst();
    }
  }

  record SlotBody(Proof proof, Auth auth, KeySlot slot) {}

  @Inject private SignUp signUp;
  @Inject private SignIn signIn;
  @Inject private Accounts accounts;
  @Inject private Secrets secrets;
  @Inject private AccountView views;
  @Inject private Caller caller;

  @POST
  @Path("parameters")
  public Parameters parameters(Asked asked) {
    return new Parameters(
        secrets.serverSalt(),
        Address.of(asked.address()).map(accounts::parameters).orElse(Kdf.Parameters.DEFAULT));
  }

  @POST
  public Response signUp(SignUpBody body) {
    var address = Address.of(body.address());
    if (address.isEmpty() || !address.get().toString().equals(body.address())) {
      return Problem.BAD_REQUEST.response();
    }
    NewAccount account;
    try {
      account = body.account(address.get());
    } catch (IllegalArgumentException e) {
      return Problem.BAD_REQUEST.response();
    }
    return switch (signUp.signUp(account, body.certificate(), caller.network())) {
      case SignUp.SignedUp(var opened, var started) ->
          Response.status(Response.Status.CREATED)
              .entity(views.of(opened, started.session()))
              .cookie(SessionCookie.of(started.token()))
              .build();
      case SignUp.AddressTaken _ -> Problem.ADDRESS_TAKEN.response();
      case SignUp.Unacceptable _ -> Problem.BAD_REQUEST.response();
      case SignUp.TooMany(var delay) -> Problem.TOO_MANY.response(delay);
    };
  }

  @PUT
  @Path("slots/{kind}")
  public Response replace(@PathParam("kind") String kind, SlotBody body) {
    if (!body.slot().kind().toString().equals(kind)) {
      return Problem.BAD_REQUEST.response();
    }
    var outcome =
        signIn.replace(caller.session(), body.proof(), body.slot(), body.auth(), caller.network());
    return switch (outcome) {
      case SignIn.Replaced _ -> Response.noContent().build();
      case SignIn.Wrong _ -> Problem.WRONG_CREDENTIALS.response();
      case SignIn.TooMany(var delay) -> Problem.TOO_MANY.response(delay);
    };
  }
}
