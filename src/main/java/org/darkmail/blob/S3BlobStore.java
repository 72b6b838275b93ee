package org.darkmail.blob;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Blobs as objects of an S3 bucket, each under its name and with its [Sums]. While a blob grows it
/// is a file of this node, so that pieces of any size can come, and so that every request to S3 can
/// be made again; an upload that goes on at another node begins anew there. What is finished is in
/// the bucket, for all nodes.
public final class S3BlobStore implements BlobStore {

  /// How often a chunk is asked for that breaks off or comes damaged.
  private static final int TRIES = 4;

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /// Objects up to this are fetched by one request, sums and all.
  private static final int WHOLE = 256 * 1024;

  private final S3Client client;
  private final String bucket;
  private final Incoming incoming;
  private final S3Upload upload;

  /// @param folder for what grows; made if absent
  public S3BlobStore(S3Config config, Path folder) {
    this.client = S3Clients.open(config);
    this.bucket = config.bucket();
    this.incoming = new Incoming(folder);
    this.upload = new S3Upload(client, bucket);
  }

  @Override
  public long length(BlobName name) {
    var growing = incoming.length(name);
    return growing > 0 ? growing : finished(name);
  }

  private long finished(BlobName name) {
    return faults(() -> {
      try {
        return Sums.size(
            client.headObject(head -> head.bucket(bucket).key(name.text())).contentLength());
      } catch (NoSuchKeyException e) {
        return 0L;
      }
    });
  }

  @Override
  public long append(BlobName name, InputStream octets, long most) throws IOException {
    return incoming.append(name, octets, most);
  }

  @Override
  public void finish(BlobName name, long size) {
    var file = incoming.file(name);
    if (Files.notExists(file) && finished(name) == size) {
      return;
    }
    faults(() -> {
      byte[] sums;
      try (var octets = Files.newInputStream(file)) {
        sums = Sums.of(octets, size);
      }
      upload.store(name.text(), Sums.stored(size), () -> withSums(file, size, sums));
      return null;
    });
    incoming.delete(name);
  }

  private static InputStream withSums(Path file, long size, byte[] sums) throws IOException {
    var octets = new Bounded(Files.newInputStream(file), size);
    return new SequenceInputStream(octets, new ByteArrayInputStream(sums));
  }

  @Override
  public void put(BlobName name, byte[] octets) {
    var stored = Sums.with(octets);
    faults(() -> {
      upload.store(name.text(), stored.length, () -> new ByteArrayInputStream(stored));
      return null;
    });
    incoming.delete(name);
  }

  @Override
  public InputStream read(BlobName name, long size, long from, long length) {
    CheckedStream.Stored object = (at, octets) -> get(name, at, octets);
    var stored = Sums.stored(size);
    return faults(() ->
        new CheckedStream(
            stored > WHOLE ? object : new Whole(object, stored), TRIES, size, from, length));
  }

  /// Asks for all of a small object and keeps it for the next question, which follows at once.
  private static final class Whole implements CheckedStream.Stored {
    private final CheckedStream.Stored object;
    private final long stored;
    private byte @Nullable [] kept;

    Whole(CheckedStream.Stored object, long stored) {
      this.object = object;
      this.stored = stored;
    }

    @Override
    public InputStream open(long from, long length) throws IOException {
      var all = kept;
      if (all == null) {
        try (var octets = object.open(0, stored)) {
          all = Sums.exactly(octets, (int) stored);
        }
        kept = all;
      } else {
        kept = null;
      }
      return new ByteArrayInputStream(all, (int) from, (int) length);
    }
  }

  private InputStream get(BlobName name, long from, long length) throws IOException {
    try {
      return new Response(
          client.getObject(get ->
              get.bucket(bucket)
                  .key(name.text())
                  .range("bytes=" + from + "-" + (from + length - 1))));
    } catch (SdkException e) {
      throw new IOException("S3 does not give a blob", e);
    }
  }

  /// Given up before its end, it does not fetch the rest.
  private static final class Response extends FilterInputStream {
    private final ResponseInputStream<GetObjectResponse> response;

    Response(ResponseInputStream<GetObjectResponse> response) {
      super(response);
      this.response = response;
    }

    @Override
    public void close() {
      response.abort();
    }
  }

  @Override
  public void delete(BlobName name) {
    incoming.delete(name);
    faults(() -> client.deleteObject(object -> object.bucket(bucket).key(name.text())));
  }

  /// What is wrong with the bucket.
  ///
  /// @param words for whoever set it up, with the setting's name
  /// @param silent nothing answers, which may pass
  public record Complaint(String words, boolean silent) {}

  /// Asks for the bucket; empty if nothing is wrong with it.
  public Optional<Complaint> complaint() {
    try {
      client.headBucket(
          head -> head.bucket(bucket).overrideConfiguration(call -> call.apiCallTimeout(PATIENCE)));
      return Optional.empty();
    } catch (S3Exception e) {
      return refused(
          switch (e.statusCode()) {
            case 404 -> "DARKMAIL_S3_BUCKET: there is no such bucket.";
            case 301, 400 -> "DARKMAIL_S3_REGION: the bucket is in another one.";
            case 401, 403 ->
                "DARKMAIL_S3_ACCESS_KEY, DARKMAIL_S3_SECRET_KEY: the bucket refuses them.";
            default -> "DARKMAIL_S3_ENDPOINT answers with status " + e.statusCode() + ".";
          });
    } catch (SdkException e) {
      return Optional.of(new Complaint("DARKMAIL_S3_ENDPOINT does not answer.", true));
    }
  }

  private static Optional<Complaint> refused(String words) {
    return Optional.of(new Complaint(words, false));
  }

  @Override
  public boolean answers() {
    return complaint().isEmpty();
  }

  @Override
  public void close() {
    client.close();
  }

  private interface Work<T extends @Nullable Object> {
    T run() throws IOException;
  }

  private static <T extends @Nullable Object> T faults(Work<T> work) {
    try {
      return work.run();
    } catch (SdkException e) {
      throw new UncheckedIOException(new IOException("S3 does not do as asked", e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
