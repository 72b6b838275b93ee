package org.darkmail.xmpp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// Whose word counts for the certificate of the XMPP server.
final class Trust {
  private Trust() {}

  static X509TrustManager in(Optional<Path> authorities)
      throws GeneralSecurityException, IOException {
    var factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(authorities.isPresent() ? store(authorities.get()) : theJdks());
    for (var manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager found) {
        return found;
      }
    }
    throw new GeneralSecurityException("no trust manager for X.509");
  }

  private static @Nullable KeyStore theJdks() {
    return null;
  }

  private static KeyStore store(Path pem) throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (var in = Files.newInputStream(pem)) {
      var number = 0;
      for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("authority-" + number++, certificate);
      }
    }
    return store;
  }
}
