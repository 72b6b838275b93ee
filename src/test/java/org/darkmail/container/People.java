package org.darkmail.container;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.darkmail.account.AccountId;
import org.darkmail.account.Auth;
import org.darkmail.account.Kdf;
import org.darkmail.account.KeySlot;
import org.darkmail.account.Network;
import org.darkmail.account.NewAccount;
import org.darkmail.account.SlotKind;
import org.darkmail.address.Address;
import org.darkmail.directory.SignUp;
import org.darkmail.openpgp.DomainKey;

/// Accounts as a vault would make them. The secrets are made up: the server cannot tell.
public final class People {

  public static final Network NETWORK = new Network("c0a801");

  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final SecureRandom RANDOM = new SecureRandom();

  private People() {}

  public static Address newAddress() {
    return Address.parse("anna" + NUMBER.incrementAndGet() + "@south.test");
  }

  /// A secret that is the same for the same word.
  public static Auth auth(String word) {
    var octets = new byte[32];
    System.arraycopy(
        word.getBytes(java.nio.charset.StandardCharsets.UTF_8), 0, octets, 0, word.length());
    return new Auth(octets);
  }

  public static KeySlot passphraseSlot(int passes) {
    return new KeySlot(
        "p1",
        SlotKind.PASSPHRASE,
        Optional.of(new Kdf("argon2id", passes, 4, 65_536, new byte[16])),
        new byte[60]);
  }

  public static KeySlot recoverySlot() {
    return new KeySlot("r1", SlotKind.RECOVERY, Optional.empty(), new byte[60]);
  }

  public static NewAccount account(Address address) {
    return new NewAccount(
        address,
        passphraseSlot(4),
        auth("passphrase"),
        recoverySlot(),
        auth("words"),
        new byte[32],
        new byte[100]);
  }

  public static byte[] certificate(String userId) {
    return DomainKey.generate(userId, Instant.parse("2026-11-22T09:00:00Z"), RANDOM)
        .certificate()
        .encoded();
  }

  /// Signs somebody up.
  public static SignUp.SignedUp signedUp(Container container, Address address) {
    var outcome =
        container
            .get(SignUp.class)
            .signUp(account(address), certificate(address.toString()), new Network(""));
    return (SignUp.SignedUp) outcome;
  }

  public static AccountId somebody(Container container) {
    return signedUp(container, newAddress()).account().id();
  }
}
