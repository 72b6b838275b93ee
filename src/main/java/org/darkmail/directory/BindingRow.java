package org.darkmail.directory;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.darkmail.account.AccountId;
import org.darkmail.address.Address;
import org.darkmail.openpgp.Certificate;

@Entity
@Table(name = "binding")
class BindingRow {

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "binding_seq")
  @SequenceGenerator(name = "binding_seq", sequenceName = "binding_seq", allocationSize = 50)
  private Long id;

  @Column(name = "account_id")
  private long account;

  private String address;

  @Column(name = "sequence_number")
  private long sequence;

  private String fingerprint;
  private byte[] certificate;
  private byte[] statement;

  @SuppressWarnings("NullAway.Init")
  protected BindingRow() {}

  @SuppressWarnings("NullAway.Init") // id: by persist
  BindingRow(
      AccountId account,
      Address address,
      long sequence,
      Certificate certificate,
      byte[] statement) {
    this.account = account.value();
    this.address = address.toString();
    this.sequence = sequence;
    this.fingerprint = certificate.fingerprint();
    this.certificate = certificate.encoded();
    this.statement = statement;
  }

  long sequence() {
    return sequence;
  }

  Binding binding() {
    return new Binding(sequence, certificate, statement);
  }
}
