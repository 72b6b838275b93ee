package org.darkmail.blob;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(name = "blob_owner")
class OwnerRow {

  @Id private String owner;
  private long quota;
  private long used;

  @SuppressWarnings("NullAway.Init")
  protected OwnerRow() {}

  OwnerRow(Owner owner, long quota) {
    this.owner = owner.key();
    this.quota = quota;
  }

  String owner() {
    return owner;
  }

  Room room() {
    return new Room(used, quota);
  }

  void add(long octets) {
    used += octets;
  }
}
