package org.darkmail.admin;

import static org.darkmail.admin.Verdict.ACT_NOW;
import static org.darkmail.admin.Verdict.GOOD;
import static org.darkmail.admin.Verdict.LOOK_SOON;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.darkmail.admin.Finding.Part;
import org.darkmail.delivery.Carrier;

/// How the instance is. The console and the probes of supervisors both ask here, so that they say
/// the same.
@ApplicationScoped
public class Health {
  /// What restarts of an XMPP server and short cuts take.
  static final Duration SHORT = Duration.ofMinutes(15);

  /// Mail is given up after 5 days.
  static final Duration NEAR_THE_END = Duration.ofDays(4);

  private static final long GIBI = 1L << 30;

  private final Stores stores;
  private final Carrier carrier;
  private final InstantSource clock;

  @Inject
  Health(Stores stores, Carrier carrier, InstantSource clock) {
    this.stores = stores;
    this.carrier = carrier;
    this.clock = clock;
  }

  /// Whether the process can do its work. XMPP may be away: mail waits for it.
  public boolean ready() {
    return stores.databaseAnswers();
  }

  /// Whether frames can be sent.
  public Finding relay() {
    var link = carrier.link();
    var since = link.since();
    return switch (link.state()) {
      case UP -> Finding.of(Part.RELAY, GOOD, "relay.up", since);
      case CONNECTING -> Finding.of(Part.RELAY, lasting(since), "relay.connecting", since);
      case AWAY -> Finding.of(Part.RELAY, lasting(since), "relay.away", since);
      case PASSWORD_REFUSED -> Finding.of(Part.RELAY, ACT_NOW, "relay.password-refused", since);
      case NOT_TRUSTED -> Finding.of(Part.RELAY, ACT_NOW, "relay.not-trusted", since);
    };
  }

  private Verdict lasting(Instant since) {
    return older(since, SHORT) ? ACT_NOW : LOOK_SOON;
  }

  /// Whether blobs can be had, and whether there is room for more.
  public Finding storage() {
    if (!stores.blobsAnswer()) {
      return Finding.of(Part.STORAGE, ACT_NOW, "storage.away");
    }
    try {
      return room(stores.disk());
    } catch (IOException e) {
      return Finding.of(Part.STORAGE, ACT_NOW, "storage.away");
    }
  }

  private Finding room(Stores.Disk disk) {
    var use = Math.round(100 - 100.0 * disk.free() / Math.max(1, disk.size())) / 100.0;
    var verdict =
        disk.free() < GIBI / 2 ? ACT_NOW : disk.free() < 2 * GIBI || use > 0.95 ? LOOK_SOON : GOOD;
    var code = verdict == GOOD ? "storage.room" : "storage.full";
    var facts = new ArrayList<Object>(List.of(new Size(disk.free()), new Size(disk.size())));
    if (stores.databaseAnswers()) {
      var blobs = stores.use();
      facts.addAll(List.of(new Size(blobs.used()), blobs.owners()));
    } else {
      facts.addAll(List.of(new Size(0), 0L));
    }
    return new Finding(Part.STORAGE, verdict, code, facts, use);
  }

  Finding database() {
    var database = stores.database();
    return database.answers()
        ? Finding.of(
            Part.DATABASE, GOOD, "database.up", database.product(), new Size(database.size()))
        : Finding.of(Part.DATABASE, ACT_NOW, "database.away");
  }

  Finding delivery(List<Server> servers) {
    var waiting = servers.stream().mapToLong(Server::waiting).sum();
    var oldest =
        servers.stream()
            .filter(server -> server.waiting() > 0)
            .flatMap(server -> server.oldest().stream())
            .min(Comparator.naturalOrder());
    var paused = servers.stream().filter(s -> s.state() == Server.State.PAUSED).count();
    if (waiting == 0 || oldest.isEmpty()) {
      return paused == 0
          ? Finding.of(Part.DELIVERY, GOOD, "delivery.empty")
          : Finding.of(Part.DELIVERY, LOOK_SOON, "delivery.paused", 0, paused);
    }
    if (older(oldest.get(), NEAR_THE_END)) {
      return Finding.of(Part.DELIVERY, ACT_NOW, "delivery.ending", waiting, oldest.get());
    }
    if (paused > 0) {
      return Finding.of(Part.DELIVERY, LOOK_SOON, "delivery.paused", waiting, paused);
    }
    return older(oldest.get(), SHORT)
        ? Finding.of(Part.DELIVERY, LOOK_SOON, "delivery.late", waiting, oldest.get())
        : Finding.of(Part.DELIVERY, GOOD, "delivery.moving", waiting, oldest.get());
  }

  Finding servers(List<Server> servers) {
    var known = servers.size();
    var away = servers.stream().filter(s -> s.state() == Server.State.AWAY).toList();
    var changed = away.stream().filter(s -> s.code().equals("key-changed")).findFirst();
    if (changed.isPresent()) {
      return Finding.of(Part.SERVERS, ACT_NOW, "servers.key-changed", changed.get().domain());
    }
    var missed = away.stream().filter(s -> s.waiting() > 0).toList();
    if (missed.isEmpty()) {
      return Finding.of(Part.SERVERS, GOOD, known == 0 ? "servers.none" : "servers.up", known);
    }
    return Finding.of(
        Part.SERVERS, LOOK_SOON, "servers.away", missed.size(), known, missed.getFirst().domain());
  }

  Finding process() {
    var started = Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
    return Finding.of(
        Part.PROCESS,
        GOOD,
        "process.up",
        started,
        new Size(Runtime.getRuntime().maxMemory()),
        Runtime.getRuntime().availableProcessors());
  }

  private boolean older(Instant since, Duration age) {
    return since.plus(age).isBefore(clock.instant());
  }
}
