package org.darkmail.federation;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.io.CloseMode;
import org.darkmail.address.Domain;
import org.darkmail.federation.Unreachable.Kind;
import org.darkmail.routing.Link;

/// HTTP to other domains, under the address rules: a link must be announced, every address of a
/// name public, and the connection goes to one of the addresses that were checked. Redirects are
/// not followed but for pictures, sizes and times are bounded. A mapped domain (see
/// [FederationConfig]) is asked at its mapped base and nowhere else.
@ApplicationScoped
public class Fetch {
  private static final Duration DOCUMENT_TIME = Duration.ofSeconds(10);
  private static final Duration PICTURE_TIME = Duration.ofSeconds(10);
  private static final int PICTURE_OCTETS = 8 * 1024 * 1024;
  private static final int PICTURE_HOPS = 3;
  private static final Duration BLOB_TIME = Duration.ofMinutes(1);
  // A peer slower than this is cut off, so that it cannot hold a claim open for ever.
  private static final long MIN_OCTETS_PER_SECOND = 32 * 1024;

  private final FederationConfig config;
  private final CloseableHttpClient open;
  private final CloseableHttpClient mapped;
  private final ScheduledExecutorService deadlines =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("fetch-deadlines").factory());

  @Inject
  public Fetch(FederationConfig config) {
    this.config = config;
    this.open = Clients.toPublicAddresses();
    this.mapped = Clients.toAnyAddress();
  }

  /// Whether the operator has mapped the domain.
  boolean isMapped(Domain domain) {
    return config.mapped().containsKey(domain);
  }

  /// The domain document's octets, unchecked.
  byte[] document(Domain domain) throws Unreachable {
    var place =
        URI.create(
            (isMapped(domain) ? origin(domain) : "https://" + domain.name())
                + "/.well-known/darkmail.json");
    var request = new HttpGet(place);
    request.setHeader(HttpHeaders.ACCEPT, "application/json");
    var limit = DomainDocument.MAX_OCTETS;
    try (var answer = send(domain, request, DOCUMENT_TIME)) {
      if (answer.status() != 200) {
        throw new Unreachable(
            answer.status() >= 500 ? Kind.AWAY : Kind.ABSENT, "status " + answer.status());
      }
      var octets = answer.body().readNBytes(limit + 1);
      if (octets.length > limit) {
        throw new Unreachable(Kind.ABSENT, "the document is too long");
      }
      return octets;
    } catch (Unreachable e) {
      throw e;
    } catch (IOException e) {
      throw new Unreachable(Kind.AWAY, "the document broke off");
    }
  }

  /// The octets of a blob, from the start. They break off with an exception unless exactly
  /// [Link#size] come; a cut connection is taken up again where it broke. Not hashed: the reader
  /// does.
  public InputStream blob(Peer peer, Link link) throws Unreachable {
    if (!peer.announces(link.place())) {
      throw new Unreachable(Kind.FORBIDDEN, "the link is outside the announced bases");
    }
    return new ResumingStream(link.size(), from -> part(peer.domain(), link, from));
  }

  /// A picture that stands on another server, for a reader who asked to see it (spec 80.4). Nothing
  /// of the reader goes along. Redirects are followed, a few, each under the same rules.
  ///
  /// @param place `http` or `https`, at its usual port, of a named host
  public Picture picture(URI place) throws Unreachable {
    var at = place;
    for (var hop = 0; hop <= PICTURE_HOPS; hop++) {
      var host = Domain.of(String.valueOf(at.getHost()));
      if (host.isEmpty() || !isPlain(at)) {
        throw new Unreachable(Kind.FORBIDDEN, "not a place for pictures");
      }
      try (var answer = send(host.get(), pictureAt(host.get(), at), PICTURE_TIME)) {
        var next = answer.leadsTo();
        if (next.isEmpty()) {
          return picture(answer);
        }
        at = at.resolve(next.get());
      } catch (Unreachable e) {
        throw e;
      } catch (IOException e) {
        throw new Unreachable(Kind.AWAY, "the picture broke off");
      } catch (IllegalArgumentException e) {
        throw new Unreachable(Kind.ABSENT, "it leads nowhere");
      }
    }
    throw new Unreachable(Kind.ABSENT, "it leads on and on");
  }

  private static boolean isPlain(URI place) {
    return ("https".equals(place.getScheme()) || "http".equals(place.getScheme()))
        && place.getPort() == -1
        && place.getRawUserInfo() == null;
  }

  private HttpGet pictureAt(Domain host, URI place) {
    var path = place.getRawPath().isEmpty() ? "/" : place.getRawPath();
    var base = isMapped(host) ? origin(host) : place.getScheme() + "://" + host.name();
    var query = place.getRawQuery() == null ? "" : "?" + place.getRawQuery();
    var request = new HttpGet(URI.create(base + path + query));
    request.setHeader(HttpHeaders.ACCEPT, "image/webp, image/png, image/jpeg, image/gif");
    return request;
  }

  private static Picture picture(Reply answer) throws IOException {
    if (answer.status() != 200) {
      throw new Unreachable(
          answer.status() >= 500 ? Kind.AWAY : Kind.ABSENT, "status " + answer.status());
    }
    var octets = answer.body().readNBytes(PICTURE_OCTETS + 1);
    if (octets.length > PICTURE_OCTETS) {
      throw new Unreachable(Kind.FORBIDDEN, "the picture is too large");
    }
    return Picture.of(octets)
        .orElseThrow(() -> new Unreachable(Kind.FORBIDDEN, "not a picture that is shown"));
  }

  private Reply part(Domain domain, Link link, long from) throws Unreachable {
    var place = link.place();
    if (isMapped(domain)) {
      place = URI.create(origin(domain) + place.getRawPath());
    }
    var request = new HttpGet(place);
    request.setHeader(HttpHeaders.ACCEPT, "application/octet-stream");
    if (from > 0) {
      request.setHeader(HttpHeaders.RANGE, "bytes=" + from + "-");
    }
    var time = BLOB_TIME.plusSeconds((link.size() - from) / MIN_OCTETS_PER_SECOND);
    var reply = send(domain, request, time);
    var wanted = from == 0 ? 200 : 206;
    if (reply.status() != wanted || reply.startsElsewhere(from)) {
      reply.close();
      throw new Unreachable(
          reply.status() >= 500 || reply.status() == 429 ? Kind.AWAY : Kind.ABSENT,
          "status " + reply.status());
    }
    if (reply.length() >= 0 && reply.length() != link.size() - from) {
      reply.close();
      throw new Unreachable(Kind.FORBIDDEN, "the size is not the one of the envelope");
    }
    return reply;
  }

  private String origin(Domain domain) {
    return String.valueOf(config.mapped().get(domain));
  }

  private Reply send(Domain domain, HttpGet request, Duration time) throws Unreachable {
    var deadline = deadlines.schedule(request::cancel, time.toMillis(), TimeUnit.MILLISECONDS);
    try {
      ClassicHttpResponse response =
          (isMapped(domain) ? mapped : open).executeOpen(null, request, null);
      return new Reply(
          response,
          () -> {
            deadline.cancel(false);
            request.cancel();
          });
    } catch (PublicAddress.ForbiddenAddress e) {
      deadline.cancel(false);
      throw new Unreachable(Kind.FORBIDDEN, "not a public address");
    } catch (IOException | IllegalArgumentException e) {
      deadline.cancel(false);
      throw new Unreachable(Kind.AWAY, e.getClass().getSimpleName());
    }
  }

  @PreDestroy
  void close() {
    deadlines.shutdownNow();
    open.close(CloseMode.IMMEDIATE);
    mapped.close(CloseMode.IMMEDIATE);
  }
}
