package org.darkmail.boot;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.darkmail.blob.BlobStore;
import org.darkmail.blob.FileBlobStore;
import org.darkmail.blob.Limits;

/// Where blobs lie and how many there may be.
@Dependent
class Storage {

  @Produces
  @Singleton
  static BlobStore store(Settings settings) {
    return new FileBlobStore(settings.data().resolve("blobs"));
  }

  @Produces
  @Singleton
  static Limits limits() {
    return Limits.DEFAULT;
  }
}
