package org.darkmail.routing;

import org.jspecify.annotations.Nullable;

/// The destination domain's word after a commit (spec 50.3).
///
/// @param reason present where, and only where, the outcome is refused
public record Receipt(RoutingId id, Outcome outcome, @Nullable Reason reason) implements Element {

  public Receipt {
    if ((outcome == Outcome.REFUSED) != (reason != null)) {
      throw new IllegalArgumentException("a reason belongs to a refusal");
    }
  }

  public static Receipt accepted(RoutingId id) {
    return new Receipt(id, Outcome.ACCEPTED, null);
  }

  public static Receipt claimed(RoutingId id) {
    return new Receipt(id, Outcome.CLAIMED, null);
  }

  public static Receipt refused(RoutingId id, Reason reason) {
    return new Receipt(id, Outcome.REFUSED, reason);
  }

  static Receipt read(Json json) throws Malformed {
    var reason = json.textOrNull("reason");
    try {
      return new Receipt(
          RoutingId.read(json),
          Outcome.parse(json.text("outcome")),
          reason == null ? null : Reason.parse(reason));
    } catch (IllegalArgumentException e) {
      throw new Malformed("reason");
    }
  }

  JsonWriter write() {
    return new JsonWriter()
        .text("id", id.toString())
        .text("outcome", outcome.toString())
        .text("reason", reason == null ? null : reason.toString());
  }

  @Override
  public int octets() {
    return 96;
  }
}
