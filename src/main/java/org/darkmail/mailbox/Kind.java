package org.darkmail.mailbox;

import java.util.Locale;

/// What an item is (spec 70.3, 70.4). The text form is the one of the formats.
public enum Kind {
  MAIL,
  FLAGS,
  DRAFT,
  CONTACT,
  PEER,
  SETTING,
  HEAD,
  ARRIVAL,
  STATUS;

  /// True for what only the server writes, and the vault may only delete.
  public boolean byServer() {
    return switch (this) {
      case ARRIVAL, STATUS -> true;
      case MAIL, FLAGS, DRAFT, CONTACT, PEER, SETTING, HEAD -> false;
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
