package org.darkmail.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.darkmail.account.Account;
import org.darkmail.account.KeySlot;
import org.darkmail.account.Session;
import org.darkmail.directory.Binding;
import org.darkmail.directory.Directory;
import org.darkmail.federation.OwnDomain;
import tools.jackson.databind.JsonNode;

/// ACCOUNT of spec 80.2: what a vault needs to open an account.
@ApplicationScoped
class AccountView {

  @SuppressWarnings("ArrayRecordComponent") // Written once, never compared.
  record View(
      String address,
      byte[] share,
      List<KeySlot> slots,
      byte[] commit,
      byte[] certificate,
      byte[] secretKey,
      byte[] binding,
      JsonNode domain) {}

  private final Directory directory;
  private final OwnDomain domain;

  @Inject
  AccountView(Directory directory, OwnDomain domain) {
    this.directory = directory;
    this.domain = domain;
  }

  View of(Account account, Session session) {
    Binding binding = directory.bindings(account.address()).getFirst();
    return new View(
        account.address().toString(),
        session.share(),
        account.slots(),
        account.commit(),
        binding.certificate(),
        account.secretKey(),
        binding.statement(),
        Json.MAPPER.readTree(domain.asPeer().document()));
  }
}
