package org.darkmail.mailbox;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Writes of a vault that happen together or not at all: 1 to 500, each to another item, none that
/// makes what only the server makes.
public record Batch(List<Operation> operations) {

  private static final int MOST = 500;
  private static final int MOST_BLOBS = 2_000;

  /// When the first of its items expires, if any does.
  public Optional<Instant> expires() {
    return operations.stream()
        .flatMap(operation ->
            operation instanceof Operation.Put put ? put.expires().stream() : Stream.empty())
        .min(Comparator.naturalOrder());
  }

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
