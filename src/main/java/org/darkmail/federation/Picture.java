package org.darkmail.federation;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A raster picture, known by its first octets and by nothing that its server says of it. Drawings
/// that can act (SVG) and everything else are none.
///
/// @param type its media type
@SuppressWarnings("ArrayRecordComponent") // Carried on once, never compared.
public record Picture(String type, byte[] octets) {

  /// An octet string at a place, and what it tells.
  private record Sign(int at, byte[] octets) {

    static Sign of(int at, String octets) {
      return new Sign(at, octets.getBytes(StandardCharsets.ISO_8859_1));
    }

    boolean isOn(byte[] picture) {
      return picture.length >= at + octets.length
          && Arrays.equals(picture, at, at + octets.length, octets, 0, octets.length);
    }
  }

  private record Kind(String type, List<Sign> signs) {}

  // PNG: RFC 2083 §12.11; JPEG: ITU T.81 B.1.1; GIF: GIF89a §17; WebP: RFC 9649 §2.4.
  private static final List<Kind> KINDS =
      List.of(
          new Kind("image/png", List.of(Sign.of(0, "\u0089PNG\r\n\u001a\n"))),
          new Kind("image/jpeg", List.of(Sign.of(0, "\u00ff\u00d8\u00ff"))),
          new Kind("image/gif", List.of(Sign.of(0, "GIF87a"))),
          new Kind("image/gif", List.of(Sign.of(0, "GIF89a"))),
          new Kind("image/webp", List.of(Sign.of(0, "RIFF"), Sign.of(8, "WEBP"))));

  static Optional<Picture> of(byte[] octets) {
    return KINDS.stream()
        .filter(kind -> kind.signs().stream().allMatch(sign -> sign.isOn(octets)))
        .findFirst()
        .map(kind -> new Picture(kind.type(), octets));
  }
}
