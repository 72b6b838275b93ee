package org.darkmail.container;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.darkmail.address.Domain;
import org.darkmail.openpgp.Certificate;
import org.darkmail.openpgp.DomainKey;
import org.darkmail.openpgp.Refusal;
import org.darkmail.openpgp.Sealed;
import org.darkmail.openpgp.Statement;
import org.darkmail.routing.Element;
import org.darkmail.routing.Envelope;
import org.darkmail.routing.Frame;
import org.darkmail.routing.Json;
import org.darkmail.routing.JsonWriter;
import org.darkmail.routing.Link;
import org.darkmail.routing.Malformed;
import org.darkmail.routing.RoutingId;
import org.darkmail.routing.RoutingMessage;
import org.darkmail.routing.Sha256;

/// Another domain as the instance under test meets it: a key, a web server, frames. It does
/// whatever a test wants, also what no honest domain would.
public final class OtherDomain implements AutoCloseable {
  /// What its web server does for one path.
  public interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Domain domain;
  private final InstantSource time;
  private final HttpServer web;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private DomainKey key;

  public OtherDomain(String name, InstantSource time) throws IOException {
    this.domain = Domain.parse(name);
    this.time = time;
    this.key = newKey();
    this.web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    web.createContext(
        "/",
        exchange -> {
          var path = exchange.getRequestURI().getRawPath();
          asked.add(path);
          answers.getOrDefault(path, e -> e.sendResponseHeaders(404, -1)).to(exchange);
          exchange.close();
        });
    web.start();
    serveDocument();
  }

  private DomainKey newKey() {
    return DomainKey.generate(domain.name(), time.instant(), RANDOM);
  }

  public Domain domain() {
    return domain;
  }

  public Certificate certificate() {
    return key.certificate();
  }

  public DomainKey key() {
    return key;
  }

  /// Where its web server is.
  public URI url() {
    return URI.create("http://127.0.0.1:" + web.getAddress().getPort());
  }

  /// Under which it says that its blobs are.
  public String base() {
    return "http://" + domain.name().replace(".test", ".localhost") + ":8080/blob/";
  }

  /// Paths that it has been asked for, in order.
  public List<String> asked() {
    return asked;
  }

  public void serve(String path, byte[] octets) {
    answers.put(
        path,
        exchange -> {
          exchange.sendResponseHeaders(200, octets.length);
          exchange.getResponseBody().write(octets);
        });
  }

  public void serve(String path, Answer answer) {
    answers.put(path, answer);
  }

  public void serveDocument() {
    serveDocument(List.of());
  }

  private void serveDocument(List<byte[]> rotations) {
    serve("/.well-known/darkmail.json", document(base(), rotations));
  }

  public byte[] document(String base, List<byte[]> rotations) {
    var statement =
        new JsonWriter()
            .text("type", "darkmail/domain/1")
            .text("domain", domain.name())
            .number("version", 1)
            .text("fingerprint", certificate().fingerprint())
            .text("relay", "darkmail@" + domain)
            .texts("blobs", List.of(base))
            .time("time", time.instant());
    return new JsonWriter()
        .bytes("certificate", certificate().encoded())
        .bytes("statement", sign(statement))
        .octets("rotations", rotations)
        .octets();
  }

  private byte[] sign(JsonWriter json) {
    return Statement.sign(key, json.octets(), time.instant(), RANDOM);
  }

  /// Takes a new key which the old one has not signed.
  public void changeKey() {
    key = newKey();
    serveDocument();
  }

  /// Takes a new key with the old one's signature.
  public void rotateKey() {
    var next = newKey();
    var rotation =
        sign(
            new JsonWriter()
                .text("type", "darkmail/rotation/1")
                .text("domain", domain.name())
                .text("from", certificate().fingerprint())
                .text("to", next.certificate().fingerprint())
                .bytes("certificate", next.certificate().encoded())
                .time("time", time.instant()));
    key = next;
    serveDocument(List.of(rotation));
  }

  /// A blob that it serves.
  public Link blob(byte[] octets) {
    var name = Json.encode(random(32));
    serve("/blob/" + name, octets);
    return new Link(URI.create(base() + name), Sha256.of(octets), octets.length);
  }

  public Envelope envelope(String recipient, byte[] header, Link... blobs) {
    return envelope(recipient, header, Optional.empty(), blobs);
  }

  /// @param erase when nothing of it is to be kept any more, if ever
  public Envelope envelope(
      String recipient, byte[] header, Optional<Instant> erase, Link... blobs) {
    return new Envelope(
        RoutingId.of(random(16)),
        domain,
        Container.SOUTH,
        recipient,
        Sha256.of(header),
        Arrays.asList(blobs),
        time.instant().plus(Duration.ofDays(10)),
        erase);
  }

  /// A mail for somebody at the instance under test.
  public RoutingMessage message(Certificate to, String recipient, Link... blobs) {
    var header = random(2_048);
    return message(to, envelope(recipient, header, blobs), header);
  }

  public RoutingMessage message(Certificate to, Envelope envelope, byte[] header) {
    var sealed = Sealed.sealUnsigned(Envelope.FORM, envelope.json(), to, RANDOM);
    return new RoutingMessage(envelope.id(), sealed, header);
  }

  /// A sealed frame of now.
  public byte[] frame(Certificate to, Element... elements) {
    var now = time.instant();
    var id = Json.encode(random(16));
    return seal(to, new Frame(id, domain, Container.SOUTH, now, List.of(elements)).json());
  }

  /// Any JSON, signed and sealed as a frame.
  public byte[] seal(Certificate to, byte[] json) {
    return Sealed.seal(Frame.FORM, json, to, key, time.instant(), RANDOM);
  }

  /// What a frame that was sent to it says.
  public List<Element> open(byte[] frame, Certificate by) throws Refusal, Malformed {
    return new ArrayList<>(Frame.parse(Sealed.open(Frame.FORM, frame, key, by)).elements());
  }

  public static byte[] random(int octets) {
    var some = new byte[octets];
    RANDOM.nextBytes(some);
    return some;
  }

  @Override
  public void close() {
    web.stop(0);
  }
}
