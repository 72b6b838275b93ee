package org.darkmail.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.darkmail.address.Domain;
import org.darkmail.address.InvalidAddress;
import org.jspecify.annotations.Nullable;

/// Environment variables by type; each method takes the name of one and throws [Nonsense] for what
/// it cannot be.
final class Environment {

  /// Never leaves [Settings#read].
  static final class Nonsense extends RuntimeException {

    private Nonsense(String name, String must) {
      super(name + " " + must + ".", null, false, false);
    }

    String sentence() {
      return String.valueOf(getMessage());
    }
  }

  /// WildFly's transaction manager takes no longer node identifier than 23 octets.
  private static final Pattern NODE = Pattern.compile("[A-Za-z0-9_-]{1,23}");

  private final Map<String, String> values;

  Environment(Map<String, String> values) {
    this.values = values;
  }

  Domain domain(String name) {
    return domain(name, required(name));
  }

  URI origin(String name) {
    return origin(name, required(name));
  }

  Path folder(String name) {
    var folder = path(name, required(name));
    check(name, folder, folder.isAbsolute(), "must be an absolute path");
    return check(
        name,
        folder,
        Files.isDirectory(folder) && Files.isWritable(folder),
        "must be a folder that I may write to");
  }

  String address(String name, String otherwise) {
    var address = text(name, otherwise);
    try {
      return InetAddress.ofLiteral(address).getHostAddress();
    } catch (IllegalArgumentException e) {
      throw new Nonsense(name, "must be an IP address, not \"" + address + "\"");
    }
  }

  String host(String name, String otherwise) {
    var host = text(name, otherwise);
    return check(
        name, host, host.matches("[A-Za-z0-9.:-]+"), "must be a host name or an IP address");
  }

  int port(String name, int otherwise) {
    var digits = text(name, String.valueOf(otherwise));
    check(name, digits, digits.matches("\\d{1,5}"), "must be a port from 1 to 65535");
    var port = Integer.parseInt(digits);
    return check(name, port, port >= 1 && port <= 65535, "must be a port from 1 to 65535");
  }

  String node(String name, String otherwise) {
    var node = text(name, otherwise);
    return check(
        name, node, NODE.matcher(node).matches(), "must be 1 to 23 letters, digits, - or _");
  }

  /// The first is the default.
  String oneOf(String name, String... values) {
    var value = text(name, values[0]);
    return check(
        name, value, List.of(values).contains(value), "must be " + String.join(" or ", values));
  }

  /// In octets.
  long gigabytes(String name, int otherwise) {
    var digits = text(name, String.valueOf(otherwise));
    check(
        name, digits, digits.matches("[1-9]\\d{0,8}"), "must be a number of gigabytes, 1 or more");
    return Long.parseLong(digits) * 1_000_000_000;
  }

  /// The rules of S3 for names of buckets.
  String bucket(String name) {
    var bucket = required(name);
    return check(
        name,
        bucket,
        bucket.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]"),
        "must be 3 to 63 lower case letters, digits, dots and hyphens");
  }

  String word(String name, String otherwise) {
    return word(name, Optional.of(otherwise));
  }

  String word(String name) {
    return word(name, Optional.empty());
  }

  private String word(String name, Optional<String> otherwise) {
    var word = otherwise.isPresent() ? text(name, otherwise.get()) : required(name);
    return check(name, word, word.matches("[!-~]{1,256}"), "must be one word of printable ASCII");
  }

  Path passwordFile(String name) {
    var file = path(name, required(name));
    try (var lines = Files.lines(file)) {
      return check(
          name,
          file,
          lines.findFirst().filter(line -> !line.isBlank()).isPresent(),
          "must name a file whose first line is the password");
    } catch (IOException | UncheckedIOException e) {
      throw new Nonsense(name, "must name a file that I may read, not \"" + file + "\"");
    }
  }

  Optional<Path> authorities(String name) {
    var text = values.get(name);
    if (text == null || text.isBlank()) {
      return Optional.empty();
    }
    var file = path(name, text);
    try (var pem = Files.newInputStream(file)) {
      var found = CertificateFactory.getInstance("X.509").generateCertificates(pem);
      return Optional.of(
          check(name, file, !found.isEmpty(), "must name a file with certificates in PEM"));
    } catch (IOException | CertificateException e) {
      throw new Nonsense(name, "must name a file with certificates in PEM, not \"" + file + "\"");
    }
  }

  Map<Domain, URI> peers(String name) {
    var text = values.get(name);
    if (text == null || text.isBlank()) {
      return Map.of();
    }
    var peers = new HashMap<Domain, URI>();
    try (var lines = Files.lines(path(name, text))) {
      lines
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .forEach(line -> {
            var parts = line.split("=", 2);
            check(name, line, parts.length == 2, "must name a file of lines DOMAIN=URL");
            peers.put(domain(name, parts[0].strip()), origin(name, parts[1].strip()));
          });
    } catch (IOException | UncheckedIOException e) {
      throw new Nonsense(name, "must name a file that I may read, not \"" + text + "\"");
    }
    return peers;
  }

  /// The server's datasource reads these by itself; a wrong one would otherwise show only as a
  /// failed deployment.
  void checkDatabase() {
    var driver = oneOf("DARKMAIL_DB_DRIVER", "h2", "postgresql");
    var url = text("DARKMAIL_DB_URL", driver.equals("h2") ? "jdbc:h2:" : "");
    check(
        "DARKMAIL_DB_URL",
        url,
        url.startsWith("jdbc:" + driver + ":"),
        "must start with jdbc:" + driver + ": for this driver");
  }

  /// The database as the server's datasource gets it from these variables; they have been checked.
  static DatabaseAccess database(Map<String, String> values) {
    var text = new Environment(values);
    return new DatabaseAccess(
        text.text(
            "DARKMAIL_DB_URL",
            "jdbc:h2:file:"
                + text.required("DARKMAIL_DATA")
                + "/darkmail;DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0"),
        text.text("DARKMAIL_DB_USER", "sa"),
        text.text("DARKMAIL_DB_PASSWORD", "sa"));
  }

  private static Domain domain(String name, String text) {
    try {
      return new Domain(text);
    } catch (InvalidAddress e) {
      throw new Nonsense(name, "must be a domain such as example.org, in lower case");
    }
  }

  private static URI origin(String name, String text) {
    URI url;
    try {
      url = URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new Nonsense(name, "must be a URL, not \"" + text + "\"");
    }
    var web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    var bare =
        url.getRawUserInfo() == null
            && url.getRawQuery() == null
            && url.getRawFragment() == null
            && (url.getRawPath() == null || url.getRawPath().isEmpty());
    return check(
        name,
        url,
        web && bare && url.getHost() != null,
        "must be http:// or https:// with a host and perhaps a port, without a path");
  }

  private static Path path(String name, String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new Nonsense(name, "must be a path");
    }
  }

  private String required(String name) {
    var value = values.get(name);
    if (value == null || value.isBlank()) {
      throw new Nonsense(name, "must be set");
    }
    return value.strip();
  }

  private String text(String name, String otherwise) {
    @Nullable String value = values.get(name);
    return value == null || value.isBlank() ? otherwise : value.strip();
  }

  private static <T> T check(String name, T value, boolean holds, String must) {
    if (!holds) {
      throw new Nonsense(name, must);
    }
    return value;
  }
}
