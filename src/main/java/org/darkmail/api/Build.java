package org.darkmail.api;

import java.io.IOException;
import java.util.HexFormat;
import org.darkmail.routing.Sha256;

/// Which build of the page this server has. Its entry names all other files by their hashes, so
/// that its own changes with each of them.
final class Build {
  private static final String ENTRY = "/META-INF/VAADIN/webapp/index.html";
  private static final int OCTETS = 8;

  /// Empty where the server has no built page.
  static final String ID = read();

  private Build() {}

  private static String read() {
    try (var entry = Build.class.getResourceAsStream(ENTRY)) {
      if (entry == null) {
        return "";
      }
      return HexFormat.of().formatHex(Sha256.of(entry.readAllBytes()).octets(), 0, OCTETS);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
