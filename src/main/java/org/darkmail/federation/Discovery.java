package org.darkmail.federation;

/// What came of looking for a domain.
public sealed interface Discovery permits Peer, Discovery.Failure {

  /// Expected ways to fail, with the codes of spec 80.1.
  enum Failure implements Discovery {
    /// It does not serve a valid domain document.
    UNKNOWN_DOMAIN,
    /// It cannot be reached now, and has never been.
    DOMAIN_AWAY,
    /// Its certificate is not the pinned one, and the pinned one has not signed the change.
    DOMAIN_KEY_CHANGED
  }
}
