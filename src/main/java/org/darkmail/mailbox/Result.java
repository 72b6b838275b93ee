package org.darkmail.mailbox;

import java.util.List;
import org.darkmail.blob.BlobName;

/// What came of a batch.
public sealed interface Result {

  /// Everything is written.
  ///
  /// @param change the account's change number now
  /// @param items in the order of the operations
  record Written(long change, List<Stamp> items) implements Result {

    public Written {
      items = List.copyOf(items);
    }
  }

  /// An item after its write.
  record Stamp(ItemId id, long revision, long change) {}

  /// Nothing is written: some items are not as expected.
  ///
  /// @param items those that are there, as they are; what was expected and is not here has never
  ///   been there
  record Conflict(List<Item> items) implements Result {

    public Conflict {
      items = List.copyOf(items);
    }
  }

  /// Nothing is written: these blobs are not there, not complete or not this account's.
  record NoSuchBlobs(List<BlobName> blobs) implements Result {

    public NoSuchBlobs {
      blobs = List.copyOf(blobs);
    }
  }

  /// Nothing is written: blobs and items together would exceed the account's quota.
  record OverQuota() implements Result {}
}
