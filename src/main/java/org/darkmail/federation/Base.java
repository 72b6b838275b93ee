package org.darkmail.federation;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/// A place from which a domain serves its blobs (spec 60.1): an absolute URL that ends in `/`,
/// without user, query, fragment or dots that lead elsewhere. A link is a base and a blob's name,
/// and nothing else.
record Base(String url) {
  private static final int MAX = 1_024;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*/");

  /// @param plain whether `http` will do, as it does for a mapped domain alone
  static Optional<Base> of(String text, boolean plain) {
    try {
      var url = new URI(text);
      var scheme = url.getScheme();
      var good =
          text.length() <= MAX
              && ("https".equals(scheme) || (plain && "http".equals(scheme)))
              && url.getHost() != null
              && url.getRawUserInfo() == null
              && url.getRawQuery() == null
              && url.getRawFragment() == null
              && url.getRawPath() != null
              && PATH.matcher(url.getRawPath()).matches();
      return good ? Optional.of(new Base(text)) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /// Whether the link is this base and a blob's name. Compared as text, so that no two readings of
  /// a URL can differ.
  boolean holds(URI link) {
    var text = link.toString();
    return text.startsWith(url) && NAME.matcher(text.substring(url.length())).matches();
  }
}
