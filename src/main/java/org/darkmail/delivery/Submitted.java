package org.darkmail.delivery;

import java.util.List;
import org.darkmail.blob.BlobName;
import org.darkmail.mailbox.Item;

/// What came of a submission, or of withdrawing one.
public sealed interface Submitted {

  /// Everything is durable: "sent". The same submission again gets the same answer.
  ///
  /// @param change the account's change number right after it
  record Done(long change) implements Submitted {}

  /// An id is known with another content.
  record DuplicateId() implements Submitted {}

  /// Nothing is written: items of the batch are not as expected.
  record Conflict(List<Item> items) implements Submitted {
    public Conflict {
      items = List.copyOf(items);
    }
  }

  /// Nothing is written: these blobs are not there, not complete or not this account's.
  record NoSuchBlobs(List<BlobName> blobs) implements Submitted {
    public NoSuchBlobs {
      blobs = List.copyOf(blobs);
    }
  }

  /// Nothing is written: the account's room is used up.
  record OverQuota() implements Submitted {}

  /// Nothing is written: the account has sent more than its share.
  record TooMany() implements Submitted {}

  /// Nothing is withdrawn: at least one of the messages is on its way.
  record TooLate() implements Submitted {}

  /// Nothing is withdrawn: at least one of the messages was not submitted by this account.
  record NoSuchMessages() implements Submitted {}
}
