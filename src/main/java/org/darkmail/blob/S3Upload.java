package org.darkmail.blob;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.zip.CRC32C;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Puts objects into a bucket, never over one that is there: in one request, or from 16 MiB on in
/// parts. Each request carries the CRC-32C of its body, which S3 compares.
final class S3Upload {

  static final int PART = 16 << 20;

  private static final String OCTETS = "application/octet-stream";
  private static final int PRECONDITION_FAILED = 412;

  /// Gives the same octets each time: a request that fails is made again.
  interface Source {
    InputStream open() throws IOException;
  }

  private final S3Client client;
  private final String bucket;

  S3Upload(S3Client client, String bucket) {
    this.client = client;
    this.bucket = bucket;
  }

  /// Puts it unless it is there.
  void store(String key, long length, Source source) throws IOException {
    try {
      if (length <= PART) {
        whole(key, length, source);
      } else {
        inParts(key, length, source);
      }
    } catch (S3Exception e) {
      // An earlier attempt got through, whose answer was lost.
      if (e.statusCode() != PRECONDITION_FAILED || there(key) != length) {
        throw e;
      }
    }
  }

  private long there(String key) {
    return client.headObject(head -> head.bucket(bucket).key(key)).contentLength();
  }

  private void whole(String key, long length, Source source) throws IOException {
    var sum = sum(source, 0, length);
    client.putObject(
        put ->
            put.bucket(bucket)
                .key(key)
                .contentType(OCTETS)
                .ifNoneMatch("*")
                .checksumCRC32C(sum)
                .build(),
        body(source, 0, length));
  }

  private void inParts(String key, long length, Source source) throws IOException {
    var id =
        client
            .createMultipartUpload(begin ->
                begin
                    .bucket(bucket)
                    .key(key)
                    .contentType(OCTETS)
                    .checksumAlgorithm(ChecksumAlgorithm.CRC32_C))
            .uploadId();
    try {
      var parts = new ArrayList<CompletedPart>();
      for (var from = 0L; from < length; from += PART) {
        parts.add(part(key, id, parts.size() + 1, source, from, Math.min(PART, length - from)));
      }
      client.completeMultipartUpload(end ->
          end.bucket(bucket)
              .key(key)
              .uploadId(id)
              .ifNoneMatch("*")
              .multipartUpload(all -> all.parts(parts)));
    } catch (SdkException | IOException e) {
      abort(key, id, e);
      throw e;
    }
  }

  private void abort(String key, String id, Exception because) {
    try {
      client.abortMultipartUpload(abort -> abort.bucket(bucket).key(key).uploadId(id));
    } catch (SdkException e) {
      because.addSuppressed(e);
    }
  }

  private CompletedPart part(
      String key, String id, int number, Source source, long from, long length) throws IOException {
    var sum = sum(source, from, length);
    var etag =
        client
            .uploadPart(
                part ->
                    part.bucket(bucket)
                        .key(key)
                        .uploadId(id)
                        .partNumber(number)
                        .checksumCRC32C(sum),
                body(source, from, length))
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(etag).checksumCRC32C(sum).build();
  }

  private static RequestBody body(Source source, long from, long length) {
    ContentStreamProvider octets =
        () -> {
          try {
            return part(source, from, length);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    return RequestBody.fromContentProvider(octets, length, OCTETS);
  }

  private static InputStream part(Source source, long from, long length) throws IOException {
    var octets = source.open();
    octets.skipNBytes(from);
    return new Bounded(octets, length);
  }

  private static String sum(Source source, long from, long length) throws IOException {
    var sum = new CRC32C();
    try (var octets = part(source, from, length)) {
      var buffer = new byte[Sums.CHUNK];
      for (var read = octets.read(buffer); read >= 0; read = octets.read(buffer)) {
        sum.update(buffer, 0, read);
      }
    }
    return Base64.getEncoder()
        .encodeToString(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
  }
}
