package org.darkmail.mailbox;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

/// Ciphertext of one revision; never changed. Apart from its item, so that a batch need not read
/// what it replaces.
@Entity
@Table(name = "item_content")
class ContentRow {

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "item_content_seq")
  @SequenceGenerator(
      name = "item_content_seq",
      sequenceName = "item_content_seq",
      allocationSize = 50)
  private Long id;

  private byte[] ciphertext;

  @SuppressWarnings("NullAway.Init")
  protected ContentRow() {}

  @SuppressWarnings("NullAway.Init") // id: by persist
  ContentRow(byte[] ciphertext) {
    this.ciphertext = ciphertext;
  }

  Long id() {
    return id;
  }

  byte[] ciphertext() {
    return ciphertext;
  }
}
