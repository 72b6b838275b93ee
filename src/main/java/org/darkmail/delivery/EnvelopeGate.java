package org.darkmail.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.darkmail.address.Domain;
import org.darkmail.federation.Discovery;
import org.darkmail.federation.OwnDomain;
import org.darkmail.federation.Peer;
import org.darkmail.federation.Peers;
import org.darkmail.openpgp.Refusal;
import org.darkmail.openpgp.Sealed;
import org.darkmail.routing.Envelope;
import org.darkmail.routing.Malformed;
import org.darkmail.routing.Reason;
import org.darkmail.routing.RoutingMessage;
import org.darkmail.routing.Sha256;

/// Opens envelopes and checks all of spec 40.2 that does not concern the recipient.
@ApplicationScoped
class EnvelopeGate {
  /// Octets of all blobs of one mail.
  static final long MAX_MAIL = 2L << 30;

  private static final Duration MAX_LIFE = Duration.ofDays(14);
  // The author's clock may be ahead.
  private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);
  private static final Set<Integer> HEADER_SIZES = Set.of(2_048, 4_096, 8_192, 16_384);

  private final OwnDomain own;
  private final Peers peers;
  private final InstantSource clock;

  @Inject
  EnvelopeGate(OwnDomain own, Peers peers, InstantSource clock) {
    this.own = own;
    this.peers = peers;
    this.clock = clock;
  }

  sealed interface Judgement {}

  record Opened(Envelope envelope) implements Judgement {}

  record Refused(Reason reason) implements Judgement {}

  /// The origin cannot be found now, so that its bases are not known: it will send the message
  /// again.
  record Undecided() implements Judgement {}

  Judgement open(Domain origin, RoutingMessage message) {
    try {
      var json = Sealed.openUnsigned(Envelope.FORM, message.envelope(), own.key());
      return check(origin, message, Envelope.parse(json));
    } catch (Refusal | Malformed e) {
      return new Refused(Reason.BAD_ENVELOPE);
    }
  }

  private Judgement check(Domain origin, RoutingMessage message, Envelope envelope) {
    var now = clock.instant();
    var genuine =
        envelope.id().equals(message.id())
            && envelope.origin().equals(origin)
            && envelope.domain().equals(own.domain())
            && envelope.header().equals(Sha256.of(message.header()))
            && HEADER_SIZES.contains(message.header().length)
            && !envelope.expires().isAfter(now.plus(MAX_LIFE).plus(CLOCKS_DIFFER));
    if (!genuine) {
      return new Refused(Reason.BAD_ENVELOPE);
    }
    if (envelope.expires().isBefore(now) || envelope.erasedBy(now)) {
      return new Refused(Reason.EXPIRED);
    }
    if (envelope.size() > MAX_MAIL) {
      return new Refused(Reason.TOO_LARGE);
    }
    return places(peers.peer(origin), envelope) instanceof Opened opened
        ? opened
        // It may serve its blobs from elsewhere since it was looked up.
        : places(peers.suspect(origin), envelope);
  }

  private static Judgement places(Discovery origin, Envelope envelope) {
    return switch (origin) {
      case Discovery.Failure _ -> new Undecided();
      case Peer peer ->
          envelope.blobs().stream().allMatch(link -> peer.announces(link.place()))
              ? new Opened(envelope)
              : new Refused(Reason.BAD_ENVELOPE);
    };
  }
}
