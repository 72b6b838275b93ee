package org.darkmail.account;

/// What opens a key slot (spec 20.3). The text form is the one of the formats.
public enum SlotKind {
  PASSPHRASE,
  RECOVERY;

  @Override
  public String toString() {
    return switch (this) {
      case PASSPHRASE -> "passphrase";
      case RECOVERY -> "recovery";
    };
  }
}
