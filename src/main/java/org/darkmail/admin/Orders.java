package org.darkmail.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;
import org.darkmail.account.SessionToken;
import org.darkmail.address.Domain;
import org.darkmail.delivery.Queue;

/// What an operator may order. Each order shows the visit that it belongs to and is refused without
/// one, whatever page it comes from; each is written to the log, with the domain and a number.
@ApplicationScoped
public class Orders {
  private static final System.Logger LOG = System.getLogger(Orders.class.getName());

  private final Visits visits;
  private final Queue queue;

  @Inject
  Orders(Visits visits, Queue queue) {
    this.visits = visits;
    this.queue = queue;
  }

  /// @return messages concerned, or empty if nobody who may order asked for it
  public OptionalInt retry(Optional<SessionToken> visit, String domain) {
    return carryOut(visit, "send again what waits for", domain, queue::retry);
  }

  /// As [#retry]. Authors are told as of any mail that could not be delivered.
  public OptionalInt drop(Optional<SessionToken> visit, String domain) {
    return carryOut(visit, "give up what waits for", domain, queue::drop);
  }

  /// As [#retry].
  public OptionalInt pause(Optional<SessionToken> visit, String domain) {
    return carryOut(visit, "let nothing go to", domain, queue::pause);
  }

  /// As [#retry].
  public OptionalInt resume(Optional<SessionToken> visit, String domain) {
    return carryOut(visit, "let mail go again to", domain, queue::resume);
  }

  private OptionalInt carryOut(
      Optional<SessionToken> visit, String what, String domain, ToIntFunction<Domain> order) {
    if (visit.filter(visits::use).isEmpty()) {
      return OptionalInt.empty();
    }
    var concerned = order.applyAsInt(new Domain(domain));
    LOG.log(
        System.Logger.Level.INFO,
        "an admin ordered to {0} {1}: {2} mails",
        what,
        domain,
        concerned);
    return OptionalInt.of(concerned);
  }
}
