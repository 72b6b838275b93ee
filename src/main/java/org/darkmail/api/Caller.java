package org.darkmail.api;

import jakarta.enterprise.context.RequestScoped;
import org.darkmail.account.AccountId;
import org.darkmail.account.Network;
import org.darkmail.account.Session;
import org.jspecify.annotations.Nullable;

/// Who makes the request; [Gate] has found it out.
@RequestScoped
public class Caller {

  private @Nullable Session session;
  private @Nullable Network network;

  void is(Session session) {
    this.session = session;
  }

  void comesFrom(Network network) {
    this.network = network;
  }

  /// The account that is signed in.
  public AccountId account() {
    return session().account();
  }

  public Session session() {
    if (session == null) {
      throw Problem.SIGNED_OUT.exception();
    }
    return session;
  }

  public Network network() {
    if (network == null) {
      throw new IllegalStateException("a request that has not passed the gate");
    }
    return network;
  }
}
