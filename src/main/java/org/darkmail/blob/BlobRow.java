package org.darkmail.blob;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "blob")
class BlobRow {

  @Id private String name;
  private String owner;
  private long size;
  private boolean shared;
  private boolean complete;

  /// Set once garbage collection has begun: the octets may be gone.
  private boolean doomed;

  /// Since when nothing holds it; null while something does.
  @Column(name = "free_since")
  private @Nullable Instant freeSince;

  @SuppressWarnings("NullAway.Init")
  protected BlobRow() {}

  BlobRow(BlobName name, Owner owner, long size, boolean shared, Instant now) {
    this.name = name.text();
    this.owner = owner.key();
    this.size = size;
    this.shared = shared;
    this.freeSince = now;
  }

  Blob blob() {
    return new Blob(new BlobName(name), new Owner(owner), size, shared, complete);
  }

  String name() {
    return name;
  }

  boolean doomed() {
    return doomed;
  }
}
