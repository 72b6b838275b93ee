package org.darkmail.api;

import java.util.List;
import java.util.Optional;
import org.darkmail.blob.BlobName;
import org.darkmail.mailbox.Item;

/// ITEM of spec 70.1.
record ItemView(
    String id,
    String kind,
    long revision,
    long change,
    Optional<byte[]> ciphertext,
    List<String> blobs,
    boolean deleted) {

  static ItemView of(Item item) {
    return new ItemView(
        item.id().text(),
        item.kind().toString(),
        item.revision(),
        item.change(),
        item.ciphertext(),
        item.blobs().stream().map(BlobName::text).toList(),
        item.ciphertext().isEmpty());
  }
}
