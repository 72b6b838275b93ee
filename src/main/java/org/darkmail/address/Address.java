package org.darkmail.address;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.regex.Pattern;
import rocks.xmpp.precis.PrecisProfiles;

/// An address in normal form (spec 0.2), which is the bare JID of its owner too (RFC 7622 §3).
///
/// @param local the local part: PRECIS UsernameCaseMapped (RFC 8265 §3.3), 1 to 64 octets of UTF-8,
///   a dot-atom (RFC 6532 §3.2) without the characters that RFC 7622 §3.3.1 forbids
public record Address(String local, Domain domain) {

  /// `"&'/:<>@` of RFC 7622 §3.3.1 and `(),;[\]`, which RFC 5322 §3.2.3 would have quoted.
  private static final Pattern FORBIDDEN =
      Pattern.compile("[\\s\"&'/:<>@(),;\\[\\]\\\\]|^\\.|\\.$|\\.\\.");

  /// A string that PRECIS still changes after so many rounds is refused (RFC 8264 §7).
  private static final int ROUNDS = 4;

  /// @throws InvalidAddress if the local part is not in normal form
  public Address {
    if (!normal(local).equals(local)) {
      throw new InvalidAddress("the local part is not in normal form");
    }
    if (FORBIDDEN.matcher(local).find()) {
      throw new InvalidAddress("the local part has a character or a dot that may not stand there");
    }
    if (local.getBytes(UTF_8).length > 64) {
      throw new InvalidAddress("the local part is longer than 64 octets");
    }
  }

  /// Reads `local@domain` as people write it and brings it into normal form.
  ///
  /// @throws InvalidAddress if there is no normal form
  public static Address parse(String text) {
    var at = text.lastIndexOf('@');
    if (at < 0) {
      throw new InvalidAddress("an address has the form local@domain");
    }
    return new Address(normal(text.substring(0, at)), Domain.parse(text.substring(at + 1)));
  }

  /// As [#parse], with an empty result instead of the exception.
  public static Optional<Address> of(String text) {
    try {
      return Optional.of(parse(text));
    } catch (InvalidAddress invalid) {
      return Optional.empty();
    }
  }

  /// `local@domain`.
  @Override
  public String toString() {
    return local + "@" + domain;
  }

  private static String normal(String local) {
    var last = local;
    try {
      for (var round = 0; round < ROUNDS; round++) {
        var next = PrecisProfiles.USERNAME_CASE_MAPPED.enforce(last);
        if (next.equals(last)) {
          return next;
        }
        last = next;
      }
    } catch (IllegalArgumentException invalid) {
      throw new InvalidAddress("the local part is no user name (RFC 8265)", invalid);
    }
    throw new InvalidAddress("the local part has no stable form");
  }
}
