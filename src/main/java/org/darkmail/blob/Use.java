package org.darkmail.blob;

/// That something needs a blob.
///
/// @param holder in words of the package that needs it, for example `item:51/AbC…` or `outbox:7`;
///   at most 128 characters
public record Use(BlobName blob, String holder) {

  public Use {
    if (holder.isEmpty() || holder.length() > 128) {
      throw new IllegalArgumentException("a holder has 1 to 128 characters");
    }
  }
}
