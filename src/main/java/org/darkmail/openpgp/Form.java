package org.darkmail.openpgp;

import static org.darkmail.openpgp.Refusal.Reason.POLICY;
import static org.darkmail.openpgp.Refusal.Reason.TOO_LARGE;

import java.util.Arrays;
import java.util.List;

/// A type of sealed JSON and the sizes that it is padded to. Those who own the type make the form
/// once: `Form.of("darkmail/frame/1", 4, 8, 16, 32, 48)`.
///
/// @param type `darkmail/NAME/VERSION` (spec 0.2)
/// @param sizes octets, growing: of the whole message for [Sealed], of the inner packets for
///   [Seipd]
public record Form(String type, List<Integer> sizes) {

  public Form {
    sizes = sizes.stream().sorted().toList();
    if (!type.startsWith("darkmail/") || sizes.isEmpty()) {
      throw new IllegalArgumentException("a form has a type darkmail/NAME/VERSION and sizes");
    }
  }

  /// A form with sizes in KiB.
  ///
  /// @param kibibytes growing, in units of 1,024 octets
  public static Form of(String type, int... kibibytes) {
    return new Form(type, Arrays.stream(kibibytes).map(k -> k * 1_024).boxed().toList());
  }

  /// The smallest size that holds so many octets.
  ///
  /// @throws IllegalArgumentException if none does: the caller asks [Sealed#room] before
  int sizeFor(int octets) {
    return sizes.stream()
        .filter(size -> size >= octets)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("does not fit into " + type));
  }

  int largest() {
    return sizes.getLast();
  }

  void check(int size) throws Refusal {
    if (size > largest()) {
      throw new Refusal(TOO_LARGE);
    }
    if (!sizes.contains(size)) {
      throw new Refusal(POLICY);
    }
  }
}
