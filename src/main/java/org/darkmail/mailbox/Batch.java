package org.darkmail.mailbox;

import java.util.List;

/// Writes of a vault that happen together or not at all: 1 to 500, each to another item, none that
/// makes what only the server makes.
public record Batch(List<Operation> operations) {

  private static final int MOST = 500;
  private static final int MOST_BLOBS = 2_000;

  public Batch {
    operations = List.copyOf(operations);
    if (operations.isEmpty() || operations.size() > MOST) {
      throw new IllegalArgumentException("a batch has 1 to 500 operations");
    }
    if (operations.stream().map(Operation::id).distinct().count() < operations.size()) {
      throw new IllegalArgumentException("a batch writes an item only once");
    }
    var blobs = 0;
    for (var operation : operations) {
      if (operation instanceof Operation.Put put) {
        blobs += put.blobs().size();
        if (put.kind().byServer()) {
          throw new IllegalArgumentException("a vault does not make " + put.kind());
        }
      }
    }
    if (blobs > MOST_BLOBS) {
      throw new IllegalArgumentException("a batch names 2,000 blobs at most");
    }
  }
}
