package org.darkmail.mailbox;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.darkmail.blob.BlobName;

/// One write of a batch (spec 80.2).
public sealed interface Operation {

  ItemId id();

  /// The revision that must be there: 0 for none; a tombstone counts as there.
  long revision();

  /// Writes an item, also in place of a tombstone.
  ///
  /// @param ciphertext 1 octet to 256 KiB
  /// @param blobs at most 128, complete and of the same account
  /// @param expires when the server is to delete it, if ever
  record Put(
      ItemId id,
      Kind kind,
      long revision,
      byte[] ciphertext,
      List<BlobName> blobs,
      Optional<Instant> expires)
      implements Operation {

    public static final int LARGEST = 256 * 1024;
    private static final int MOST_BLOBS = 128;

    public Put(ItemId id, Kind kind, long revision, byte[] ciphertext, List<BlobName> blobs) {
      this(id, kind, revision, ciphertext, blobs, Optional.empty());
    }

    public Put {
      if (revision < 0
          || ciphertext.length == 0
          || ciphertext.length > LARGEST
          || blobs.size() > MOST_BLOBS) {
        throw new IllegalArgumentException("not an item");
      }
      blobs = blobs.stream().distinct().toList();
    }
  }

  /// Leaves a tombstone.
  record Delete(ItemId id, long revision) implements Operation {

    public Delete {
      if (revision < 1) {
        throw new IllegalArgumentException("only what is there can be deleted");
      }
    }
  }
}
