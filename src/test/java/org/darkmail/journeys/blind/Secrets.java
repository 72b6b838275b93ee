package org.darkmail.journeys.blind;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.darkmail.journeys.stage.Person;

/// What no server may ever hold, as canaries. Long ones are cut, so that a line break or a change
/// of separator between the pieces hides nothing.
final class Secrets {

  private static final int PIECE = 30;
  private static final int WORDS = 4;

  private final List<Canary> canaries = new ArrayList<>();

  List<Canary> canaries() {
    return canaries;
  }

  Secrets of(String whose, Person person) throws IOException {
    canaries.add(Canary.text(whose + " passphrase", person.passphrase()));
    var words = person.words();
    for (int i = 0; i + WORDS <= words.size(); i++) {
      var some = words.subList(i, i + WORDS);
      for (var between : List.of(" ", ",", "\",\"", "\n", "")) {
        canaries.add(Canary.text(whose + " recovery phrase", String.join(between, some)));
      }
    }
    return octets(whose + " recovery entropy", RecoveryWords.entropy(words));
  }

  Secrets text(String name, String text) {
    canaries.add(Canary.text(name, text));
    return this;
  }

  /// The first, a middle and the last octets.
  Secrets octets(String name, byte[] octets) {
    for (int from : new int[] {0, (octets.length - PIECE) / 2, octets.length - PIECE}) {
      canaries.add(Canary.octets(name, Arrays.copyOfRange(octets, from, from + PIECE)));
    }
    return this;
  }
}
