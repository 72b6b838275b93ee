package org.darkmail.delivery;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.darkmail.address.Domain;

/// A destination to which an operator lets nothing go for now.
@Entity
@Table(name = "paused")
class PausedRow {
  @Id private String domain;
  private Instant since;

  @SuppressWarnings("NullAway.Init")
  protected PausedRow() {}

  PausedRow(Domain domain, Instant since) {
    this.domain = domain.name();
    this.since = since;
  }

  String domain() {
    return domain;
  }

  Instant since() {
    return since;
  }
}
