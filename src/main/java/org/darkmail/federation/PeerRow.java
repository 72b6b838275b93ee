package org.darkmail.federation;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.darkmail.address.Domain;

@Entity
@Table(name = "peer")
class PeerRow {
  @Id private String domain;
  private byte[] certificate;
  private byte[] document;
  private Instant fetched;

  @SuppressWarnings("NullAway.Init")
  protected PeerRow() {}

  PeerRow(Pin pin) {
    this.domain = pin.domain().name();
    this.certificate = pin.certificate();
    this.document = pin.document();
    this.fetched = pin.fetched();
  }

  byte[] certificate() {
    return certificate;
  }

  void replace(Pin pin) {
    certificate = pin.certificate();
    document = pin.document();
    fetched = pin.fetched();
  }

  Pin pin() {
    return new Pin(new Domain(domain), certificate, document, fetched);
  }
}
