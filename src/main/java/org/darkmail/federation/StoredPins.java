package org.darkmail.federation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.darkmail.address.Domain;

/// Pins in the database.
@ApplicationScoped
@Transactional
class StoredPins implements Pins {
  private final EntityManager database;

  @Inject
  StoredPins(EntityManager database) {
    this.database = database;
  }

  @Override
  public Optional<Pin> find(Domain domain) {
    return Optional.ofNullable(database.find(PeerRow.class, domain.name())).map(PeerRow::pin);
  }

  @Override
  public List<Domain> domains(int most) {
    return database
        .createQuery("select p.domain from PeerRow p order by p.fetched desc", String.class)
        .setMaxResults(most)
        .getResultStream()
        .map(Domain::new)
        .toList();
  }

  @Override
  public boolean keep(Pin pin, Optional<byte[]> before) {
    var row = database.find(PeerRow.class, pin.domain().name(), LockModeType.PESSIMISTIC_WRITE);
    if (row == null) {
      if (before.isPresent()) {
        return false;
      }
      database.persist(new PeerRow(pin));
      database.flush();
      return true;
    }
    if (before.isEmpty() || !Arrays.equals(row.certificate(), before.get())) {
      return false;
    }
    row.replace(pin);
    return true;
  }
}
