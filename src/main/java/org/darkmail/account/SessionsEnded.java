package org.darkmail.account;

import java.util.List;

/// Fired inside the transaction that ends sessions.
///
/// @param sessions their ids
public record SessionsEnded(List<String> sessions) {

  public SessionsEnded {
    sessions = List.copyOf(sessions);
  }
}
