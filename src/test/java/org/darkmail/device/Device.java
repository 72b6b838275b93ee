package org.darkmail.device;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.darkmail.journeys.stage.Instance;
import org.darkmail.openpgp.DomainKey;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One browser, as its own server sees it. What it sends is of the right form, but sealed with
/// nothing.
public final class Device {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Instance instance;
  private @Nullable String cookie;

  public final String address;
  public final String passphraseAuth = octets(32);
  public final String recoveryAuth = octets(32);

  public Device(Instance instance) {
    this.instance = instance;
    this.address = "d" + Long.toHexString(RANDOM.nextLong()) + "@" + instance.domain();
  }

  /// A new account, signed in.
  public static Device signedUp(Instance instance) throws IOException, InterruptedException {
    var device = new Device(instance);
    var answer = device.post("/api/account", device.signUp(device.address));
    if (answer.statusCode() != 201) {
      throw new AssertionError(answer.body());
    }
    return device;
  }

  /// The body of a sign-up with a certificate for that User ID.
  public String signUp(String userId) {
    var certificate = DomainKey.generate(userId, Instant.now(), RANDOM).certificate().encoded();
    return """
    {"address":"%s","auth":"%s","recoveryAuth":"%s","slots":[%s,%s],"commit":"%s",
    "certificate":"%s","secretKey":"%s"}\
    """
        .formatted(
            address,
            passphraseAuth,
            recoveryAuth,
            passphraseSlot(),
            """
            {"slot":"r","kind":"recovery","kdf":null,"wrapped":"%s"}\
            """
                .formatted(octets(60)),
            octets(32),
            base64url(certificate),
            octets(200));
  }

  public static String passphraseSlot() {
    return """
    {"slot":"p","kind":"passphrase","kdf":{"algorithm":"argon2id","passes":3,"lanes":4,
    "memory":65536,"salt":"%s"},"wrapped":"%s"}\
    """
        .formatted(octets(16), octets(60));
  }

  public HttpResponse<String> signIn(String address, String auth)
      throws IOException, InterruptedException {
    return post(
        "/api/session",
        """
        {"address":"%s","kind":"passphrase","auth":"%s"}\
        """
            .formatted(address, auth));
  }

  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send("GET", path, BodyPublishers.noBody(), List.of(), BodyHandlers.ofString());
  }

  public HttpResponse<String> post(String path, String json)
      throws IOException, InterruptedException {
    return send("POST", path, json, List.of());
  }

  /// @param headers names and values in turn; one that is named here is not added by itself
  public HttpResponse<String> send(String method, String path, String json, List<String> headers)
      throws IOException, InterruptedException {
    var all = new ArrayList<>(List.of("Content-Type", "application/json"));
    all.addAll(headers);
    return send(method, path, BodyPublishers.ofString(json), all, BodyHandlers.ofString());
  }

  public <T> HttpResponse<T> send(
      String method, String path, BodyPublisher body, List<String> headers, BodyHandler<T> handler)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(instance.loopback().resolve(path)).method(method, body);
    for (var i = 0; i < headers.size(); i += 2) {
      request.header(headers.get(i), headers.get(i + 1));
    }
    if (!headers.contains("Origin")) {
      request.header("Origin", origin().toString());
    }
    if (cookie != null) {
      request.header("Cookie", cookie);
    }
    var answer = http.send(request.build(), handler);
    answer.headers().firstValue("Set-Cookie").ifPresent(set -> cookie = set.split(";", 2)[0]);
    return answer;
  }

  public URI origin() {
    return instance.url();
  }

  /// The `Cookie` header of this device, for those who speak HTTP by themselves.
  public String cookie() {
    if (cookie == null) {
      throw new IllegalStateException("not signed in");
    }
    return cookie;
  }

  public static JsonNode json(HttpResponse<String> answer) {
    return JSON.readTree(answer.body());
  }

  public static String code(HttpResponse<String> answer) {
    return json(answer).path("code").asString();
  }

  /// So many random octets in base64url.
  public static String octets(int length) {
    return base64url(random(length));
  }

  public static byte[] random(int length) {
    var octets = new byte[length];
    RANDOM.nextBytes(octets);
    return octets;
  }

  private static String base64url(byte[] octets) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
  }
}
