package org.darkmail.delivery;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.darkmail.address.Domain;
import org.darkmail.blob.BlobName;
import org.darkmail.routing.Json;
import org.darkmail.routing.RoutingMessage;
import org.darkmail.routing.Sha256;

/// A routing message as an author's vault hands it over.
///
/// @param domain where to, all that the author's server learns of the recipient
/// @param blobs what the links in the sealed envelope lead to, to be kept until it is settled
public record Submission(RoutingMessage message, Domain domain, List<BlobName> blobs) {

  public Submission {
    blobs = List.copyOf(blobs);
  }

  /// Tells whether two submissions with one id are the same.
  Sha256 digest() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var part : List.of(message.envelope(), message.header())) {
        digest.update(MessageDigest.getInstance("SHA-256").digest(part));
      }
      digest.update(domain.name().getBytes(StandardCharsets.UTF_8));
      for (var blob : blobs) {
        digest.update((" " + blob.text()).getBytes(StandardCharsets.UTF_8));
      }
      return new Sha256(Json.encode(digest.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
