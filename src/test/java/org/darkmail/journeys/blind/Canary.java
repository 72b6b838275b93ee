package org.darkmail.journeys.blind;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// Octets that would betray a secret wherever they turned up. `forms` holds each encoding of them,
/// by its name.
public record Canary(String name, Map<String, byte[]> forms) {

  /// Shorter ones could be found by chance.
  private static final int SHORTEST = 12;

  public static Canary text(String name, String text) {
    var forms = octetForms(text.getBytes(UTF_8));
    forms.put("UTF-16LE", text.getBytes(UTF_16LE));
    forms.put("UTF-16BE", text.getBytes(UTF_16BE));
    var form = URLEncoder.encode(text, UTF_8);
    forms.put("form", ascii(form));
    forms.put("URI", ascii(form.replace("+", "%20")));
    forms.put("uri", ascii(lowerHex(form.replace("+", "%20"))));
    forms.put("JSON", ascii(jsonEscaped(text)));
    return new Canary(name, forms);
  }

  public static Canary octets(String name, byte[] octets) {
    return new Canary(name, octetForms(octets));
  }

  private static Map<String, byte[]> octetForms(byte[] octets) {
    if (octets.length < SHORTEST) {
      throw new IllegalArgumentException("a canary of fewer than " + SHORTEST + " octets");
    }
    var forms = new LinkedHashMap<String, byte[]>();
    forms.put("as it is", octets);
    for (int offset = 0; offset < 3; offset++) {
      forms.put("base64+" + offset, base64(Base64.getEncoder(), octets, offset));
      forms.put("base64url+" + offset, base64(Base64.getUrlEncoder(), octets, offset));
    }
    forms.put("hex", ascii(HexFormat.of().formatHex(octets)));
    forms.put("HEX", ascii(HexFormat.of().withUpperCase().formatHex(octets)));
    var percent = HexFormat.of().withPrefix("%");
    forms.put("percent", ascii(percent.formatHex(octets)));
    forms.put("PERCENT", ascii(percent.withUpperCase().formatHex(octets)));
    return forms;
  }

  /// The characters that are the same whatever stands before and behind, when `offset` octets of
  /// the last three belong to what stands before.
  private static byte[] base64(Base64.Encoder encoder, byte[] octets, int offset) {
    var shifted = new byte[offset + octets.length];
    System.arraycopy(octets, 0, shifted, offset, octets.length);
    var encoded = encoder.withoutPadding().encode(shifted);
    int from = offset == 0 ? 0 : offset + 1;
    int to = shifted.length % 3 == 0 ? encoded.length : encoded.length - 1;
    return Arrays.copyOfRange(encoded, from, to);
  }

  private static String lowerHex(String uri) {
    return Pattern.compile("%[0-9A-F]{2}")
        .matcher(uri)
        .replaceAll(octet -> octet.group().toLowerCase(Locale.ROOT));
  }

  private static String jsonEscaped(String text) {
    var json = new StringBuilder();
    for (char c : text.toCharArray()) {
      json.append(c < 0x7f ? String.valueOf(c) : "\\u%04x".formatted((int) c));
    }
    return json.toString();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }
}
