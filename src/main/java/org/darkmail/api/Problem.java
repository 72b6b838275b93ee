package org.darkmail.api;

import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Refusals as the browser gets them: `application/problem+json` (RFC 9457), spec 80.1. The code is
/// for programs and the title for people who read logs; neither repeats anything of the request.
public enum Problem {
  BAD_REQUEST(400, "The request is not of the form that this call takes."),
  SIGNED_OUT(401, "Nobody is signed in."),
  WRONG_CREDENTIALS(401, "The address or the secret is wrong."),
  CROSS_SITE(403, "The request does not come from this instance's own pages."),
  NOT_ADMIN(403, "The account does not run this instance."),
  NOT_FOUND(404, "There is nothing here."),
  UNKNOWN_DOMAIN(404, "The domain does not take part."),
  ADDRESS_TAKEN(409, "The address is taken."),
  CONFLICT(409, "An item is not as expected."),
  ALREADY_SENT(409, "The message is on its way."),
  DUPLICATE_ID(409, "The id was used for something else."),
  BAD_OFFSET(409, "The upload goes on elsewhere."),
  DOMAIN_KEY_CHANGED(409, "The domain has another key than before."),
  TOO_LARGE(413, "The request is too large."),
  OVER_QUOTA(413, "There is no room left."),
  TOO_MANY(429, "Too many attempts."),
  FAULT(500, "Something went wrong here."),
  DOMAIN_AWAY(503, "The domain cannot be reached.");

  static final String TYPE = "application/problem+json";

  private final int status;
  private final String title;

  Problem(int status, String title) {
    this.status = status;
    this.title = title;
  }

  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public Response response() {
    return response(Map.of());
  }

  /// @param delay how long to wait; told in whole seconds, at least 1
  public Response response(Duration delay) {
    var refusal = Response.fromResponse(response());
    return refusal.header("Retry-After", Math.max(1, delay.plusMillis(999).toSeconds())).build();
  }

  /// @param more members of the problem besides those of spec 80.1
  public Response response(Map<String, ?> more) {
    return response(status, more);
  }

  /// For where no response can be returned.
  public Declined exception() {
    return new Declined(this);
  }

  Response response(int otherStatus, Map<String, ?> more) {
    var body = new LinkedHashMap<String, Object>();
    body.put("type", "urn:darkmail:refusal:" + code());
    body.put("title", title);
    body.put("status", otherStatus);
    body.put("code", code());
    body.putAll(more);
    return Response.status(otherStatus).type(TYPE).entity(body).build();
  }
}
