package org.darkmail.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.darkmail.address.Domain;
import org.darkmail.blob.S3Config;

/// What whoever runs Darkmail decides, read once from the environment. A value of this type has
/// been checked: what is nonsense has been refused with one sentence that names the setting.
///
/// @param domain the mail domain
/// @param url scheme, host and port that people type into a browser; no path
/// @param data absolute folder of everything that must survive a restart
/// @param bind literal address that the server listens on
/// @param port TCP port of HTTP
/// @param xmpp where the XMPP server of the domain is
/// @param node name of this process among those of the domain, also its XMPP resource
/// @param bucket where blobs lie, or empty for the folder `blobs` of the data folder
/// @param room how much the blobs of all together may take
/// @param peers base URLs that replace `https://DOMAIN` for these domains, private addresses
///   allowed
public record Settings(
    Domain domain,
    URI url,
    Path data,
    String bind,
    int port,
    Xmpp xmpp,
    String node,
    Optional<S3Config> bucket,
    Room room,
    Map<Domain, URI> peers)
    implements Reading {

  /// The XMPP server.
  ///
  /// @param host name or address
  /// @param port TCP port for clients
  /// @param passwordFile holds the password of the account `darkmail@DOMAIN` in its first line
  /// @param ca PEM file with the authorities to trust, or empty for those of the JDK
  public record Xmpp(String host, int port, Path passwordFile, Optional<Path> ca) {

    /// Reads the password anew, so that it is held no longer than a login takes.
    public String password() {
      try (var lines = Files.lines(passwordFile)) {
        return lines.findFirst().orElse("").strip();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// Quotas of blobs.
  ///
  /// @param account octets for each account, unless said otherwise for it
  /// @param instance octets for all of them together
  public record Room(long account, long instance) {}

  public Settings {
    peers = Map.copyOf(peers);
  }

  /// Reads the settings from environment variables.
  ///
  /// @param environment such as `System.getenv()`; an empty value counts as absent
  public static Reading read(Map<String, String> environment) {
    var text = new Environment(environment);
    try {
      var domain = text.domain("DARKMAIL_DOMAIN");
      text.checkDatabase();
      return new Settings(
          domain,
          text.origin("DARKMAIL_URL"),
          text.folder("DARKMAIL_DATA"),
          text.address("DARKMAIL_BIND", "127.0.0.1"),
          text.port("DARKMAIL_PORT", 8080),
          new Xmpp(
              text.host("DARKMAIL_XMPP_HOST", domain.name()),
              text.port("DARKMAIL_XMPP_PORT", 5222),
              text.passwordFile("DARKMAIL_XMPP_PASSWORD_FILE"),
              text.authorities("DARKMAIL_XMPP_CA")),
          text.node("DARKMAIL_NODE", "node1"),
          bucket(text),
          new Room(
              text.gigabytes("DARKMAIL_QUOTA_ACCOUNT", 10),
              text.gigabytes("DARKMAIL_QUOTA_INSTANCE", 100_000)),
          text.peers("DARKMAIL_PEERS"));
    } catch (Environment.Nonsense nonsense) {
      return new Refused(nonsense.sentence());
    }
  }

  private static Optional<S3Config> bucket(Environment text) {
    return text.oneOf("DARKMAIL_BLOBS", "file", "s3").equals("s3")
        ? Optional.of(
            new S3Config(
                text.origin("DARKMAIL_S3_ENDPOINT"),
                text.word("DARKMAIL_S3_REGION", "us-east-1"),
                text.bucket("DARKMAIL_S3_BUCKET"),
                text.word("DARKMAIL_S3_ACCESS_KEY"),
                text.word("DARKMAIL_S3_SECRET_KEY")))
        : Optional.empty();
  }

  /// Checks the environment for whoever starts the server: status 0, or 2 and the sentence on
  /// standard error.
  public static void main(String[] arguments) {
    if (read(System.getenv()) instanceof Refused(var sentence)) {
      System.err.println(sentence);
      System.exit(2);
    }
  }
}
