package org.darkmail.admin;

import static org.darkmail.container.People.auth;

import org.darkmail.account.Network;
import org.darkmail.account.SessionToken;
import org.darkmail.container.Container;
import org.darkmail.container.People;

/// People who run the instance.
public final class Admins {

  /// What the console needs besides [Container#withDelivery].
  public static final Class<?>[] BEANS = {
    Given.class,
    Console.class,
    Health.class,
    Stores.class,
    Orders.class,
    Visits.class,
    Appointment.class
  };

  private Admins() {}

  /// Makes somebody the first admin and lets them in.
  public static SessionToken visit(Container container) {
    var session = People.signedUp(container, People.newAddress()).started().session();
    var link = SessionToken.of(container.get(Appointment.class).link().getFragment());
    var entry =
        container.get(Visits.class).enter(session, auth("passphrase"), link, new Network(""));
    return ((Visits.Entered) entry).token();
  }
}
