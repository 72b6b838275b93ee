package org.darkmail.journeys.browser;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The head of an HTTP/1.1 request (RFC 9112 §2.1).
record Head(String method, String target, List<String> fields) {

  static Head read(InputStream in) throws IOException {
    var lines = new ArrayList<String>();
    for (var line = line(in); !line.isEmpty(); line = line(in)) {
      lines.add(line);
    }
    if (lines.isEmpty()) {
      throw new EOFException();
    }
    var first = lines.getFirst().split(" ");
    return new Head(first[0], first[1], List.copyOf(lines.subList(1, lines.size())));
  }

  private static String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0) {
        throw new EOFException();
      }
      if (octet != '\r') {
        line.write(octet);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  /// `host` or `host:port` of the absolute target, which need not be a valid URI.
  String authority() {
    return target.replaceFirst("^[a-z]+://", "").split("[/?#]", 2)[0];
  }

  /// As it goes to the server: path instead of URL (RFC 9112 §3.2.1), the connection for this
  /// alone.
  Head onward() {
    var path = target.substring(target.indexOf(authority()) + authority().length());
    var rest = new ArrayList<>(without("connection", "proxy-connection").fields);
    rest.add("Connection: close");
    return new Head(method, path.startsWith("/") ? path : "/" + path, rest);
  }

  Head without(String... names) {
    var unwanted = List.of(names);
    return new Head(
        method, target, fields.stream().filter(f -> !unwanted.contains(name(f))).toList());
  }

  /// Value of the first field of that lower-case name, or empty.
  String field(String name) {
    return fields.stream()
        .filter(f -> name(f).equals(name))
        .map(f -> f.substring(f.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("");
  }

  /// Octets of the body. Chromium sends its length with every body that is not a stream.
  long length() {
    var length = field("content-length");
    return length.isEmpty() ? 0 : Long.parseLong(length);
  }

  private static String name(String field) {
    return field.substring(0, Math.max(0, field.indexOf(':'))).toLowerCase(Locale.ROOT);
  }

  byte[] octets() {
    return (method + " " + target + " HTTP/1.1\r\n" + String.join("\r\n", fields) + "\r\n\r\n")
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
