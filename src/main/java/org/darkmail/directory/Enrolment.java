package org.darkmail.directory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import org.darkmail.account.Account;
import org.darkmail.account.Accounts;
import org.darkmail.account.NewAccount;
import org.darkmail.account.Opening;
import org.darkmail.account.Sessions;
import org.darkmail.openpgp.Certificate;

/// The one transaction of a sign-up: account, binding, session.
@ApplicationScoped
@Transactional
class Enrolment {

  private final Accounts accounts;
  private final Directory directory;
  private final Sessions sessions;

  @Inject
  Enrolment(Accounts accounts, Directory directory, Sessions sessions) {
    this.accounts = accounts;
    this.directory = directory;
    this.sessions = sessions;
  }

  SignUp.Outcome enrol(NewAccount account, Certificate certificate) {
    return switch (accounts.open(account)) {
      case Opening.AddressTaken _ -> new SignUp.AddressTaken();
      case Account opened -> {
        directory.register(opened.id(), opened.address(), certificate);
        yield new SignUp.SignedUp(opened, sessions.start(opened.id()));
      }
    };
  }

  boolean taken(NewAccount account) {
    return accounts.find(account.address()).isPresent();
  }
}
