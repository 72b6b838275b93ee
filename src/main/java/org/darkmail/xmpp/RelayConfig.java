package org.darkmail.xmpp;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.darkmail.address.Domain;

/// Where the domain's XMPP server is, and how to sign in to it as `darkmail@DOMAIN`.
///
/// @param host name or address of the server; its certificate must be the domain's all the same
/// @param password read anew for each sign-in
/// @param authorities PEM file of the authorities to trust, or empty for the JDK's
/// @param resource the same after each restart, so that a new session takes the place of a dead one
public record RelayConfig(
    Domain domain,
    String host,
    int port,
    Supplier<String> password,
    Optional<Path> authorities,
    String resource) {

  @Override
  public String toString() {
    return "RelayConfig[" + domain + "]";
  }
}
