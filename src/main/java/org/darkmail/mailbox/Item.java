package org.darkmail.mailbox;

import java.util.List;
import java.util.Optional;
import org.darkmail.blob.BlobName;

/// An item as it is (spec 70.1).
///
/// @param revision 1 when first written, one more with each write, deletion included
/// @param change the account's change number of the last write
/// @param ciphertext empty if deleted: then the item is a tombstone
public record Item(
    ItemId id,
    Kind kind,
    long revision,
    long change,
    Optional<byte[]> ciphertext,
    List<BlobName> blobs) {

  public Item {
    blobs = List.copyOf(blobs);
  }
}
