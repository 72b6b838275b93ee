package org.darkmail.journeys.blind;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The entropy behind 24 recovery words (BIP-39): eleven bits a word, the last eight a checksum.
final class RecoveryWords {

  private static final int BITS = 11;
  private static final int CHECKSUM = 8;
  private static final int ENTROPY = 32;

  private RecoveryWords() {}

  static byte[] entropy(List<String> words) throws IOException {
    var list = list();
    var bits = BigInteger.ZERO;
    for (var word : words) {
      int place = list.indexOf(word);
      if (place < 0) {
        throw new IllegalArgumentException("not in the list");
      }
      bits = bits.shiftLeft(BITS).or(BigInteger.valueOf(place));
    }
    var octets = bits.shiftRight(CHECKSUM).toByteArray();
    var entropy = new byte[ENTROPY];
    int length = Math.min(octets.length, ENTROPY);
    System.arraycopy(octets, octets.length - length, entropy, ENTROPY - length, length);
    return entropy;
  }

  /// The list that the browser uses.
  private static List<String> list() throws IOException {
    var source = Files.readString(Path.of("node_modules/@scure/bip39/wordlists/english.js"));
    var words = List.of(source.split("`")[1].split("\n"));
    if (words.size() != 1 << BITS) {
      throw new IllegalStateException(words.size() + " words in the list");
    }
    return words;
  }
}
