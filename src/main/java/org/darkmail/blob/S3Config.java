package org.darkmail.blob;

import java.net.URI;

/// An S3 bucket.
///
/// @param endpoint scheme, host and port; the bucket is the first part of the path
/// @param region as requests are signed for
/// @param accessKey names the credentials
/// @param secretKey proves them
public record S3Config(
    URI endpoint, String region, String bucket, String accessKey, String secretKey) {

  /// Without the secret.
  @Override
  public String toString() {
    return endpoint + "/" + bucket;
  }
}
