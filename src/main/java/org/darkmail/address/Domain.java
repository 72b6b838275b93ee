package org.darkmail.address;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A domain in normal form (spec 0.2): A-labels (RFC 5890 §2.3.2.1), lower case, 4 to 253 octets,
/// no trailing dot, at least two labels of which the last begins with a letter, so that no IP
/// address is one.
///
/// @param name the A-labels, such as `south.test` or `xn--bcher-kva.example`
public record Domain(String name) {

  /// Letters, digits, hyphens; those with `--` in third place are reserved but for A-labels (RFC
  /// 5890 §2.3.1).
  private static final String LABEL = "(?!-|(?!xn)..--)[a-z0-9-]{1,63}(?<!-)";

  private static final Pattern NORMAL = Pattern.compile("(" + LABEL + "\\.)+(?=[a-z])" + LABEL);

  /// Code points that IDNA 2003, which [IDN] speaks, maps to something else than IDNA 2008 does
  /// (UTS 46 §6, "deviation characters"): their owner writes the A-label.
  private static final Pattern DEVIATION = Pattern.compile("[ßẞς\u200C\u200D]");

  /// @throws InvalidAddress if the name is not in normal form
  public Domain {
    if (name.length() > 253 || !NORMAL.matcher(name).matches()) {
      throw new InvalidAddress("not a domain name in A-labels and lower case");
    }
  }

  /// Reads a domain as people write it: U-labels, upper case and one trailing dot are brought into
  /// normal form.
  ///
  /// @throws InvalidAddress if there is no normal form
  public static Domain parse(String text) {
    if (DEVIATION.matcher(text).find()) {
      throw new InvalidAddress("the domain has letters that must be written as an A-label");
    }
    try {
      var ascii = IDN.toASCII(text, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
      return new Domain(ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii);
    } catch (InvalidAddress invalid) {
      throw invalid;
    } catch (IllegalArgumentException invalid) {
      throw new InvalidAddress("not a domain name", invalid);
    }
  }

  /// As [#parse], with an empty result instead of the exception.
  public static Optional<Domain> of(String text) {
    try {
      return Optional.of(parse(text));
    } catch (InvalidAddress invalid) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
