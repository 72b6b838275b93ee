package org.darkmail.admin;

import java.util.List;

/// How one part of the instance is.
///
/// @param code names the sentences that say what is and what to do; see the console's messages
/// @param facts what the sentences are filled with: numbers, `Instant`s, domains
/// @param use share in use, 0 to 1, or negative where that means nothing
public record Finding(Part part, Verdict verdict, String code, List<Object> facts, double use) {

  /// In the order in which they are shown.
  public enum Part {
    DATABASE,
    RELAY,
    DELIVERY,
    SERVERS,
    STORAGE,
    PROCESS
  }

  public Finding {
    facts = List.copyOf(facts);
  }

  static Finding of(Part part, Verdict verdict, String code, Object... facts) {
    return new Finding(part, verdict, code, List.of(facts), -1);
  }
}
