package org.darkmail.routing;

import java.net.URI;
import java.net.URISyntaxException;

/// Where the origin serves a blob, and what it must be: SHA-256 and length in octets of the
/// ciphertext (spec 40.2). Whether the place may be asked is for `federation` to say.
public record Link(URI place, Sha256 sha256, long size) {
  private static final int MAX_PLACE = 2_048;

  public Link {
    if (!place.isAbsolute() || place.toString().length() > MAX_PLACE || size < 1) {
      throw new IllegalArgumentException("not a link");
    }
  }

  static Link read(Json json) throws Malformed {
    try {
      return new Link(new URI(json.text("link")), Sha256.read(json, "sha256"), json.number("size"));
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new Malformed("link");
    }
  }

  JsonWriter write() {
    return new JsonWriter()
        .text("link", place.toString())
        .text("sha256", sha256.text())
        .number("size", size);
  }
}
