package org.darkmail.boot;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.darkmail.blob.BlobStore;
import org.darkmail.blob.FileBlobStore;
import org.darkmail.blob.Limits;
import org.darkmail.blob.S3BlobStore;

/// Where blobs lie and how many there may be.
@Dependent
class Storage {

  private static final System.Logger LOG = System.getLogger(Storage.class.getName());

  /// A bucket that refuses us ends the start; one that does not answer may come back.
  @Produces
  @Singleton
  static BlobStore store(Settings settings) {
    var folder = settings.data().resolve("blobs");
    if (settings.bucket().isEmpty()) {
      return new FileBlobStore(folder);
    }
    var store = new S3BlobStore(settings.bucket().get(), folder.resolve("incoming"));
    store
        .complaint()
        .ifPresent(complaint -> {
          if (!complaint.silent()) {
            throw new IllegalStateException(complaint.words());
          }
          LOG.log(System.Logger.Level.WARNING, complaint.words());
        });
    return store;
  }

  static void close(@Disposes BlobStore store) {
    store.close();
  }

  @Produces
  @Singleton
  static Limits limits(Settings settings) {
    var room = settings.room();
    return Limits.of(room.account(), room.instance());
  }
}
