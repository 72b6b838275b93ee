package org.darkmail.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.darkmail.address.Domain;
import org.darkmail.blob.S3Config;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

  @TempDir Path folder;

  final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void setOnlyWhatMustBeSet() throws IOException {
    environment.put("DARKMAIL_DOMAIN", "north.test");
    environment.put("DARKMAIL_URL", "http://north.localhost:8080");
    environment.put("DARKMAIL_DATA", folder.toString());
    environment.put("DARKMAIL_XMPP_PASSWORD_FILE", file("password", "hunter2\n").toString());
  }

  @Test
  void fourSettingsAreEnough() {
    var settings = assertInstanceOf(Settings.class, Settings.read(environment));
    assertEquals(new Domain("north.test"), settings.domain());
    assertEquals(URI.create("http://north.localhost:8080"), settings.url());
    assertEquals("127.0.0.1", settings.bind());
    assertEquals(8080, settings.port());
    assertEquals("node1", settings.node());
    assertEquals("north.test", settings.xmpp().host());
    assertEquals(5222, settings.xmpp().port());
    assertEquals(Optional.empty(), settings.xmpp().ca());
    assertEquals(Map.of(), settings.peers());
  }

  @Test
  void blobsLieInTheDataFolderUnlessABucketIsNamed() {
    assertEquals(
        Optional.empty(), assertInstanceOf(Settings.class, Settings.read(environment)).bucket());
    setBucket();
    var settings = assertInstanceOf(Settings.class, Settings.read(environment));
    assertEquals(
        new S3Config(
            URI.create("https://s3.north.test:9000"), "us-east-1", "blobs", "key", "hunter3"),
        settings.bucket().orElseThrow());
    assertTrue(!settings.toString().contains("hunter3"));
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({
    "DARKMAIL_S3_ENDPOINT, ''",
    "DARKMAIL_S3_ENDPOINT, s3.north.test",
    "DARKMAIL_S3_ENDPOINT, https://s3.north.test/blobs",
    "DARKMAIL_S3_REGION, a b",
    "DARKMAIL_S3_BUCKET, ''",
    "DARKMAIL_S3_BUCKET, Blobs",
    "DARKMAIL_S3_ACCESS_KEY, ''",
    "DARKMAIL_S3_SECRET_KEY, ''",
  })
  void nonsenseAboutTheBucketIsRefusedToo(String name, String value) {
    setBucket();
    environment.put(name, value);
    var sentence = assertInstanceOf(Refused.class, Settings.read(environment)).sentence();
    assertTrue(sentence.matches(name + " must [^\n]*\\."), sentence);
  }

  private void setBucket() {
    environment.put("DARKMAIL_BLOBS", "s3");
    environment.put("DARKMAIL_S3_ENDPOINT", "https://s3.north.test:9000");
    environment.put("DARKMAIL_S3_BUCKET", "blobs");
    environment.put("DARKMAIL_S3_ACCESS_KEY", "key");
    environment.put("DARKMAIL_S3_SECRET_KEY", "hunter3");
  }

  @Test
  void anEmptySettingIsAbsent() {
    environment.put("DARKMAIL_PORT", "");
    environment.put("DARKMAIL_PEERS", " ");
    assertEquals(8080, assertInstanceOf(Settings.class, Settings.read(environment)).port());
  }

  @Test
  void thePasswordIsTheFirstLineOfItsFileAndDoesNotPrint() {
    var settings = assertInstanceOf(Settings.class, Settings.read(environment));
    assertEquals("hunter2", settings.xmpp().password());
    assertTrue(!settings.toString().contains("hunter2"));
  }

  @Test
  void peersAreReadByLine() throws IOException {
    environment.put(
        "DARKMAIL_PEERS", file("peers", "# demo\n\nsouth.test=http://127.0.0.1:8081\n").toString());
    assertEquals(
        Map.of(new Domain("south.test"), URI.create("http://127.0.0.1:8081")),
        assertInstanceOf(Settings.class, Settings.read(environment)).peers());
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({
    "DARKMAIL_DOMAIN, ''",
    "DARKMAIL_DOMAIN, North.test",
    "DARKMAIL_DOMAIN, 10.0.0.1",
    "DARKMAIL_URL, ''",
    "DARKMAIL_URL, north.localhost",
    "DARKMAIL_URL, ftp://north.localhost",
    "DARKMAIL_URL, http://north.localhost/mail",
    "DARKMAIL_URL, http://a@north.localhost",
    "DARKMAIL_DATA, data",
    "DARKMAIL_DATA, /does/not/exist",
    "DARKMAIL_BIND, localhost",
    "DARKMAIL_PORT, 0",
    "DARKMAIL_PORT, 65536",
    "DARKMAIL_PORT, http",
    "DARKMAIL_XMPP_HOST, a b",
    "DARKMAIL_XMPP_PORT, -1",
    "DARKMAIL_XMPP_PASSWORD_FILE, /does/not/exist",
    "DARKMAIL_XMPP_CA, /does/not/exist",
    "DARKMAIL_NODE, a.b",
    "DARKMAIL_NODE, a234567890123456789012345",
    "DARKMAIL_PEERS, /does/not/exist",
    "DARKMAIL_DB_DRIVER, mysql",
    "DARKMAIL_BLOBS, tape",
    "DARKMAIL_QUOTA_ACCOUNT, 0",
    "DARKMAIL_QUOTA_INSTANCE, much",
    "DARKMAIL_DB_URL, jdbc:postgresql://localhost/darkmail",
  })
  void nonsenseIsRefusedInOneSentenceThatNamesTheSetting(String name, String value) {
    environment.put(name, value);
    var sentence = assertInstanceOf(Refused.class, Settings.read(environment)).sentence();
    assertTrue(sentence.matches(name + " must [^\n]*\\."), sentence);
  }

  @ParameterizedTest(name = "{0} holds \"{1}\"")
  @CsvSource({
    "DARKMAIL_XMPP_PASSWORD_FILE, ''",
    "DARKMAIL_XMPP_CA, no certificate",
    "DARKMAIL_PEERS, south.test",
    "DARKMAIL_PEERS, south=http://127.0.0.1:8081",
    "DARKMAIL_PEERS, south.test=127.0.0.1:8081",
  })
  void aFileWithNonsenseIsRefusedToo(String name, String content) throws IOException {
    environment.put(name, file("nonsense", content).toString());
    var sentence = assertInstanceOf(Refused.class, Settings.read(environment)).sentence();
    assertTrue(sentence.startsWith(name + " must "), sentence);
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }
}
