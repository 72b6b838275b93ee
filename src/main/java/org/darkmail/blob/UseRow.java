package org.darkmail.blob;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

@Entity
@Table(name = "blob_use")
@IdClass(UseRow.Key.class)
class UseRow {

  record Key(String holder, String blob) {}

  @Id private String holder;
  @Id private String blob;

  @SuppressWarnings("NullAway.Init")
  protected UseRow() {}

  UseRow(Use use) {
    this.holder = use.holder();
    this.blob = use.blob().text();
  }

  Use use() {
    return new Use(new BlobName(blob), holder);
  }
}
