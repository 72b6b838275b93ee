package org.darkmail.federation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import org.darkmail.address.Domain;
import org.darkmail.openpgp.Certificate;
import org.darkmail.openpgp.Refusal;
import org.darkmail.routing.Malformed;
import org.jspecify.annotations.Nullable;

/// Finds other domains and pins their certificates on first use (spec 60.1). What was found is kept
/// in memory for an hour and then looked up again in the background, so that nobody waits for a
/// domain that is known already.
@ApplicationScoped
public class Peers {
  private static final Duration FRESH = Duration.ofHours(1);
  private static final Duration FAILED = Duration.ofSeconds(20);
  // A domain whose frames do not verify may have rotated its key: worth a look, but not for each
  // frame.
  private static final Duration SUSPECT = Duration.ofMinutes(1);
  private static final int MAX_REMEMBERED = 20_000;

  private final OwnDomain own;
  private final Fetch fetch;
  private final Pins pins;
  private final InstantSource clock;
  private final ThreadFactory threads;
  private final Map<Domain, Entry> entries = new ConcurrentHashMap<>();
  private final Semaphore refreshing = new Semaphore(4);

  /// What is known of one domain; its monitor is held while it is looked up.
  private static final class Entry {
    private final AtomicBoolean refreshing = new AtomicBoolean();
    private volatile @Nullable Found found;
  }

  private record Found(Discovery what, Instant when) {}

  @Inject
  Peers(OwnDomain own, Fetch fetch, Pins pins, InstantSource clock, ThreadFactory threads) {
    this.own = own;
    this.fetch = fetch;
    this.pins = pins;
    this.clock = clock;
    this.threads = threads;
  }

  /// The domain, from memory if possible, else by HTTPS: up to 10 seconds the first time.
  public Discovery peer(Domain domain) {
    if (domain.equals(own.domain())) {
      return own.asPeer();
    }
    var entry = entry(domain);
    var known = current(entry, domain);
    if (known != null) {
      return known;
    }
    synchronized (entry) {
      var meanwhile = current(entry, domain);
      return meanwhile == null ? lookUp(domain, entry) : meanwhile;
    }
  }

  /// Domains that are pinned here, at most so many.
  public List<Domain> pinned(int most) {
    return pins.domains(most);
  }

  /// The domain if that takes no waiting, else empty. Never asks the network.
  public Optional<Discovery> known(Domain domain) {
    if (domain.equals(own.domain())) {
      return Optional.of(own.asPeer());
    }
    return Optional.ofNullable(current(entry(domain), domain));
  }

  /// Looks the domain up again although it is known, at most once a minute: something that it is
  /// said to have signed does not verify.
  public Discovery suspect(Domain domain) {
    if (domain.equals(own.domain())) {
      return own.asPeer();
    }
    var entry = entry(domain);
    synchronized (entry) {
      var found = entry.found;
      return found != null && found.when.plus(SUSPECT).isAfter(clock.instant())
          ? found.what
          : lookUp(domain, entry);
    }
  }

  private Entry entry(Domain domain) {
    if (entries.size() >= MAX_REMEMBERED) {
      entries.clear();
    }
    return entries.computeIfAbsent(domain, d -> new Entry());
  }

  private @Nullable Discovery current(Entry entry, Domain domain) {
    var found = entry.found;
    if (found == null) {
      return null;
    }
    var age = Duration.between(found.when, clock.instant());
    return switch (found.what) {
      case Peer peer -> {
        if (age.compareTo(FRESH) > 0) {
          refresh(domain, entry);
        }
        yield peer;
      }
      case Discovery.Failure failure -> age.compareTo(FAILED) > 0 ? null : failure;
    };
  }

  private void refresh(Domain domain, Entry entry) {
    if (entry.refreshing.get() || !refreshing.tryAcquire()) {
      return;
    }
    entry.refreshing.set(true);
    threads
        .newThread(() -> {
          try {
            synchronized (entry) {
              lookUp(domain, entry);
            }
          } finally {
            entry.refreshing.set(false);
            refreshing.release();
          }
        })
        .start();
  }

  private Discovery lookUp(Domain domain, Entry entry) {
    var pin = pins.find(domain);
    var now = clock.instant();
    if (entry.found == null && pin.isPresent() && pin.get().fetched().plus(FRESH).isAfter(now)) {
      var stored = stored(pin.get());
      entry.found = new Found(stored, pin.get().fetched());
      return stored;
    }
    var discovery = ask(domain, pin, now);
    entry.found = new Found(discovery, now);
    return discovery;
  }

  private Discovery ask(Domain domain, Optional<Pin> pin, Instant now) {
    try {
      var octets = fetch.document(domain);
      var document = DomainDocument.read(octets, domain, fetch.isMapped(domain));
      var before = pin.map(Pin::certificate);
      var same = before.map(c -> Arrays.equals(c, document.certificate().encoded()));
      if (!same.orElse(true) && !document.follows(Certificate.parse(before.get()), domain)) {
        return Discovery.Failure.DOMAIN_KEY_CHANGED;
      }
      var next = new Pin(domain, document.certificate().encoded(), octets, now);
      if (!pins.keep(next, before)) {
        return Discovery.Failure.DOMAIN_AWAY;
      }
      return new Peer(domain, document.certificate(), document.bases(), octets);
    } catch (Unreachable e) {
      // A domain that is known stays what it was while it cannot be reached.
      return pin.map(this::stored)
          .orElse(
              e.kind() == Unreachable.Kind.AWAY
                  ? Discovery.Failure.DOMAIN_AWAY
                  : Discovery.Failure.UNKNOWN_DOMAIN);
    } catch (Malformed | Refusal e) {
      return pin.map(this::stored).orElse(Discovery.Failure.UNKNOWN_DOMAIN);
    }
  }

  private Discovery stored(Pin pin) {
    try {
      var document =
          DomainDocument.read(pin.document(), pin.domain(), fetch.isMapped(pin.domain()));
      return new Peer(pin.domain(), document.certificate(), document.bases(), pin.document());
    } catch (Malformed | Refusal e) {
      return Discovery.Failure.UNKNOWN_DOMAIN;
    }
  }
}
