package org.darkmail.mailbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.darkmail.account.AccountId;
import org.darkmail.blob.BlobName;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "item")
class ItemRow {

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "item_seq")
  @SequenceGenerator(name = "item_seq", sequenceName = "item_seq", allocationSize = 50)
  private Long id;

  @Column(name = "account_id")
  private long account;

  private String name;
  private String kind;
  private long revision;

  @Column(name = "change_number")
  private long change;

  /// Null in a tombstone.
  @Column(name = "content_id")
  private @Nullable Long content;

  /// Octets of the content, to cut pages by.
  private int size;

  /// Names with a space between.
  private String blobs = "";

  private @Nullable Instant expires;

  @SuppressWarnings("NullAway.Init")
  protected ItemRow() {}

  @SuppressWarnings("NullAway.Init") // id: by persist
  ItemRow(AccountId account, ItemId name, Kind kind) {
    this.account = account.value();
    this.name = name.text();
    this.kind = kind.toString();
  }

  void write(long change, ContentRow content, List<BlobName> blobs, Optional<Instant> expires) {
    this.content = content.id();
    this.size = content.ciphertext().length;
    this.blobs = blobs.stream().map(BlobName::text).collect(Collectors.joining(" "));
    this.expires = expires.orElse(null);
    this.revision++;
    this.change = change;
  }

  void bury(long change) {
    this.content = null;
    this.expires = null;
    this.size = 0;
    this.blobs = "";
    this.revision++;
    this.change = change;
  }

  ItemId name() {
    return new ItemId(name);
  }

  Kind kind() {
    return Kind.valueOf(kind.toUpperCase(Locale.ROOT));
  }

  long revision() {
    return revision;
  }

  int size() {
    return size;
  }

  /// Whether its author wants nothing of it kept.
  boolean ends() {
    return expires != null;
  }

  boolean buried() {
    return content == null;
  }

  Optional<Long> content() {
    return Optional.ofNullable(content);
  }

  List<BlobName> blobs() {
    return blobs.isEmpty()
        ? List.of()
        : Arrays.stream(blobs.split(" ")).map(BlobName::new).toList();
  }

  Result.Stamp stamp() {
    return new Result.Stamp(name(), revision, change);
  }

  Item item(@Nullable ContentRow content) {
    return new Item(
        name(),
        kind(),
        revision,
        change,
        Optional.ofNullable(content).map(ContentRow::ciphertext),
        blobs());
  }
}
