package org.darkmail.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.darkmail.address.Domain;
import org.darkmail.container.Container;
import org.darkmail.container.NoCarrier;
import org.darkmail.container.OtherDomain;
import org.darkmail.federation.FederationConfig;
import org.darkmail.federation.OwnDomain;
import org.darkmail.federation.Peer;
import org.darkmail.federation.Peers;
import org.darkmail.openpgp.DomainKey;
import org.darkmail.openpgp.Refusal;
import org.darkmail.openpgp.Sealed;
import org.darkmail.openpgp.VectorFiles;
import org.darkmail.openpgp.VectorFiles.Outcome;
import org.darkmail.routing.Frame;
import org.darkmail.routing.RoutingId;
import org.darkmail.routing.RoutingMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/// Envelopes (spec 40.2) and frames (spec 50.2), which the server alone reads.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoutingVectorsTest {

  private final Map<JsonNode, Neighbours> started = new HashMap<>();

  /// An origin that serves this document, and beans that know it.
  private record Neighbours(OtherDomain origin, Container container) {

    static Neighbours start(JsonNode vector) {
      try {
        var origin = new OtherDomain(vector.get("origin").asString(), clock(vector));
        origin.serve(
            "/.well-known/darkmail.json", vector.get("document").toString().getBytes(UTF_8));
        return new Neighbours(
            origin, Container.withDelivery(Map.of(origin.domain(), origin.url()), NoCarrier.class));
      } catch (IOException fault) {
        throw new UncheckedIOException(fault);
      }
    }
  }

  @AfterAll
  void stop() {
    for (var each : started.values()) {
      each.container().close();
      each.origin().close();
    }
  }

  @TestFactory
  Stream<DynamicTest> eachEnvelope() throws IOException {
    return VectorFiles.run(
        Set.of("envelope"),
        vector -> {
          var message =
              new RoutingMessage(
                  RoutingId.parse(vector.get("id").asString()),
                  VectorFiles.octets(vector, "envelope"),
                  VectorFiles.octets(vector, "header"));
          var peers = container(vector).get(Peers.class);
          var gate = new EnvelopeGate(own(vector), peers, clock(vector));
          return switch (gate.open(Domain.parse(vector.get("origin").asString()), message)) {
            case EnvelopeGate.Undecided() -> throw new AssertionError("the origin is known here");
            case EnvelopeGate.Refused(var reason) -> Outcome.refused(reason.toString());
            case EnvelopeGate.Opened(var envelope) -> ok(envelope.json());
          };
        });
  }

  /// A frame that is taken is not counted as let fall; `ok` is what was sealed.
  @TestFactory
  Stream<DynamicTest> eachFrame() throws IOException {
    return VectorFiles.run(
        Set.of("frame"),
        vector -> {
          var container = container(vector);
          var peers = container.get(Peers.class);
          var origin =
              assertInstanceOf(
                  Peer.class, peers.peer(Domain.parse(vector.get("origin").asString())));
          var counters = new Counters();
          var inbound =
              new Inbound(
                  own(vector),
                  peers,
                  container.get(Elements.class),
                  container.get(Departures.class),
                  container.get(Recovery.class),
                  counters,
                  container.get(Reach.class),
                  clock(vector),
                  Executors.defaultThreadFactory());
          var frame = VectorFiles.octets(vector, "frame");
          inbound.receive(origin.domain(), frame);
          inbound.close();
          for (var drop : Counters.Drop.values()) {
            if (counters.drops().getOrDefault(drop, 0L) > 0) {
              return Outcome.refused(drop.name().toLowerCase(Locale.ROOT).replace('_', '-'));
            }
          }
          return ok(Sealed.open(Frame.FORM, frame, key(vector), origin.certificate()));
        });
  }

  private Container container(JsonNode vector) {
    return started
        .computeIfAbsent(vector.get("document"), document -> Neighbours.start(vector))
        .container();
  }

  private static OwnDomain own(JsonNode vector) throws Refusal {
    var config = new FederationConfig(Container.URL, Map.of());
    return new OwnDomain(Container.SOUTH, key(vector), config, clock(vector), new SecureRandom());
  }

  private static InstantSource clock(JsonNode vector) {
    return InstantSource.fixed(Instant.parse(vector.get("now").asString()));
  }

  private static DomainKey key(JsonNode vector) throws Refusal {
    return DomainKey.parse(VectorFiles.octets(vector, "secretKey"));
  }

  private static Outcome ok(byte[] json) {
    return Outcome.ok(Base64.getUrlEncoder().withoutPadding().encodeToString(json));
  }
}
