package org.darkmail.api;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.darkmail.blob.BlobName;
import org.darkmail.mailbox.Batch;
import org.darkmail.mailbox.ItemId;
import org.darkmail.mailbox.Kind;
import org.darkmail.mailbox.Operation;

/// OPERATION of spec 80.2.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "op")
@JsonSubTypes({
  @JsonSubTypes.Type(value = OperationBody.Put.class, name = "put"),
  @JsonSubTypes.Type(value = OperationBody.PutUntil.class, name = "put-until"),
  @JsonSubTypes.Type(value = OperationBody.Delete.class, name = "delete")
})
sealed interface OperationBody {

  Operation operation();

  @SuppressWarnings("ArrayRecordComponent") // Read once, never compared.
  record Put(String id, Kind kind, long revision, byte[] ciphertext, List<String> blobs)
      implements OperationBody {

    @Override
    public Operation operation() {
      return put(Optional.empty());
    }

    Operation put(Optional<Instant> expires) {
      if (ciphertext.length > Operation.Put.LARGEST) {
        throw Problem.TOO_LARGE.exception();
      }
      var names = blobs.stream().map(BlobName::new).toList();
      return new Operation.Put(new ItemId(id), kind, revision, ciphertext, names, expires);
    }
  }

  /// Of its own, so that what says nothing of an end stays as it was.
  ///
  /// @param expires UTCDate
  @SuppressWarnings("ArrayRecordComponent") // Read once, never compared.
  record PutUntil(
      String id, Kind kind, long revision, byte[] ciphertext, List<String> blobs, String expires)
      implements OperationBody {

    @Override
    public Operation operation() {
      try {
        return new Put(id, kind, revision, ciphertext, blobs)
            .put(Optional.of(Instant.parse(expires)));
      } catch (DateTimeParseException e) {
        throw Problem.BAD_REQUEST.exception();
      }
    }
  }

  record Delete(String id, long revision) implements OperationBody {

    @Override
    public Operation operation() {
      return new Operation.Delete(new ItemId(id), revision);
    }
  }

  /// @throws Declined `bad-request` or `too-large`
  static Batch batch(List<OperationBody> operations) {
    try {
      return new Batch(operations.stream().map(OperationBody::operation).toList());
    } catch (IllegalArgumentException e) {
      throw Problem.BAD_REQUEST.exception();
    }
  }
}
