package org.darkmail.attacks;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.darkmail.journeys.stage.Instance;
import org.darkmail.journeys.stage.Pair;
import org.darkmail.journeys.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What an answer tells the browser to refuse.
@ExtendWith(Stage.class)
class HeadersIT {

  private static final Pattern BUILT = Pattern.compile("VAADIN/build/[\\w.-]+\\.js");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/mail/inbox",
        "/admin",
        "/admin/delivery",
        "/api/instance",
        "/api/session",
        "/api/no-such-thing",
        "/blob/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "/health/ready",
        "/no-such-page",
        "/offline",
        "/sw.js"
      })
  void everyAnswerIsClosedToOtherOriginsAndToCaches(String path, Pair pair) throws Exception {
    var answer = get(pair.north(), path);
    assertAll(
        path,
        () -> assertClosed(answer),
        () -> assertEquals("no-store", header(answer, "cache-control")));
  }

  @Test
  void theDomainDocumentMayBeKeptForAWhile(Pair pair) throws Exception {
    var answer = get(pair.north(), "/.well-known/darkmail.json");
    assertClosed(answer);
    assertEquals("public, max-age=300", header(answer, "cache-control"));
  }

  @Test
  void aScriptWhoseNameContainsItsHashMayBeKept(Pair pair) throws Exception {
    var answer = get(pair.north(), "/" + built(pair.north()));
    assertEquals(200, answer.statusCode());
    assertClosed(answer);
    assertEquals("public, max-age=31536000, immutable", header(answer, "cache-control"));
  }

  @Test
  void aWorkerHasNoNetworkAndNoOtherScripts(Pair pair) throws Exception {
    var policy = policy(get(pair.north(), "/" + built(pair.north())));
    assertEquals(List.of("'none'"), policy.get("default-src"));
    assertEquals(List.of("'none'"), policy.get("connect-src"));
    assertEquals(List.of("'self'", "'wasm-unsafe-eval'"), policy.get("script-src"));
  }

  @Test
  void thePageRunsScriptsByNonceAloneAndTalksToItsOwnOriginAlone(Pair pair) throws Exception {
    var page = get(pair.north(), "/");
    var policy = policy(page);
    assertEquals(List.of("'none'"), policy.get("default-src"));
    assertEquals(List.of("'self'"), policy.get("connect-src"));
    assertEquals(List.of("'self'"), policy.get("base-uri"));
    assertEquals(List.of("'self'"), policy.get("form-action"));
    assertEquals(List.of("'none'"), policy.get("object-src"));
    assertFalse(policy.get("script-src").contains("'unsafe-inline'"));
    assertTrue(policy.get("script-src").getFirst().startsWith("'nonce-"));
    assertFalse(header(page, "content-security-policy").contains("*"), "a wildcard");
    assertNotEquals(policy.get("script-src"), policy(get(pair.north(), "/")).get("script-src"));
  }

  @Test
  void thePageThatStartsWithoutANetworkRunsNoScriptInItself(Pair pair) throws Exception {
    var page = get(pair.north(), "/offline");
    assertEquals(200, page.statusCode());
    var policy = policy(page);
    assertEquals(List.of("'self'"), policy.get("script-src"));
    assertEquals(List.of("'none'"), policy.get("default-src"));
    assertEquals(List.of("'self'"), policy.get("connect-src"));
    assertFalse(page.body().matches("(?s).*<script[^>]*>[^<].*"), "a script in the page");
    var worker = policy(get(pair.north(), "/sw.js"));
    assertEquals(List.of("'none'"), worker.get("default-src"));
    assertEquals(List.of("'self'"), worker.get("connect-src"));
  }

  @Test
  void nothingSaysWhichServerItIs(Pair pair) throws Exception {
    for (var path : List.of("/", "/api/instance", "/no-such-page")) {
      var answer = get(pair.north(), path);
      assertEquals("", header(answer, "server"), path);
      assertEquals("", header(answer, "x-powered-by"), path);
    }
  }

  private static void assertClosed(HttpResponse<String> answer) {
    assertEquals("nosniff", header(answer, "x-content-type-options"));
    assertEquals("no-referrer", header(answer, "referrer-policy"));
    assertEquals("same-origin", header(answer, "cross-origin-opener-policy"));
    assertEquals("same-origin", header(answer, "cross-origin-resource-policy"));
    assertTrue(
        header(answer, "content-security-policy").contains("frame-ancestors 'none'")
            || header(answer, "x-frame-options").equals("DENY"),
        "may be framed");
    assertEquals("", header(answer, "access-control-allow-origin"));
  }

  private static Map<String, List<String>> policy(HttpResponse<String> answer) {
    return Arrays.stream(header(answer, "content-security-policy").split(";"))
        .map(directive -> List.of(directive.strip().split("\\s+")))
        .collect(Collectors.toMap(List::getFirst, words -> words.subList(1, words.size())));
  }

  private static String built(Instance instance) throws IOException, InterruptedException {
    return BUILT
        .matcher(get(instance, "/").body())
        .results()
        .findFirst()
        .orElseThrow(() -> new AssertionError("the page names no built script"))
        .group();
  }

  private static String header(HttpResponse<String> answer, String name) {
    return String.join(", ", answer.headers().allValues(name));
  }

  private static HttpResponse<String> get(Instance instance, String path)
      throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(instance.loopback().resolve(path)).build();
      return client.send(request, BodyHandlers.ofString());
    }
  }
}
