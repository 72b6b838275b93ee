package org.darkmail.blob;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What can be done with blobs. Everything that moves octets must be called outside of a
/// transaction; [#hold] and [#release] belong into the one that writes what needs the blob.
@ApplicationScoped
public class Blobs {

  /// Octets up to which a blob that comes in one piece is stored at once.
  private static final int SMALL = 64 * 1024;

  private static final Duration MEASURE = Duration.ofSeconds(10);

  private final BlobRows rows;
  private final BlobStore store;
  private final Limits limits;
  private final InstantSource time;
  private final SecureRandom random;
  private final Set<BlobName> growing = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Measured measured;

  private record Measured(long used, Instant until) {}

  @Inject
  Blobs(BlobRows rows, BlobStore store, Limits limits, InstantSource time, SecureRandom random) {
    this.rows = rows;
    this.store = store;
    this.limits = limits;
    this.time = time;
    this.random = random;
  }

  /// Gives a new owner its quota.
  public void open(Owner owner) {
    rows.open(owner, limits.quota());
  }

  /// Reserves a name and room for an upload, which is shared with whoever gets to know the name.
  ///
  /// @param size in octets, at least 1
  public Reservation begin(Owner owner, long size) {
    return reserve(owner, size, true);
  }

  private Reservation reserve(Owner owner, long size, boolean shared) {
    if (size > limits.blob()) {
      return new Reservation.TooLarge();
    }
    if (!instance().has(size)) {
      return new Reservation.InstanceFull();
    }
    return rows.reserve(BlobName.random(random), owner, size, shared, time.instant())
        .<Reservation>map(blob -> blob)
        .orElseGet(Reservation.OverQuota::new);
  }

  /// Adds a piece to an upload; the last one completes it.
  public Piece append(Owner owner, BlobName name, long offset, InputStream octets)
      throws IOException {
    var blob = upload(owner, name);
    if (blob.isEmpty()) {
      return new Piece.Unknown();
    }
    if (!growing.add(name)) {
      return new Piece.WrongOffset(store.length(name));
    }
    try {
      return append(blob.get(), offset, octets);
    } finally {
      growing.remove(name);
    }
  }

  private Piece append(Blob blob, long offset, InputStream octets) throws IOException {
    if (blob.complete()) {
      return offset == blob.size() && octets.read() < 0
          ? new Piece.Stored(offset)
          : new Piece.WrongOffset(blob.size());
    }
    if (offset > 0 || blob.size() > most(SMALL)) {
      return grow(blob, offset, octets);
    }
    var start = octets.readNBytes((int) blob.size());
    if (start.length < blob.size()) {
      return grow(blob, offset, new ByteArrayInputStream(start));
    }
    store.put(blob.name(), start);
    rows.complete(blob.name());
    return octets.read() < 0 ? new Piece.Stored(blob.size()) : new Piece.TooLarge();
  }

  private Piece grow(Blob blob, long offset, InputStream octets) throws IOException {
    var there = length(blob);
    if (offset != there) {
      return new Piece.WrongOffset(there);
    }
    var room = most(blob.size() - there);
    var now = there + (room == 0 ? 0 : store.append(blob.name(), octets, room));
    if (now == blob.size()) {
      store.finish(blob.name(), blob.size());
      rows.complete(blob.name());
    } else {
      rows.touch(blob.name(), time.instant());
    }
    return octets.read() < 0 ? new Piece.Stored(now) : new Piece.TooLarge();
  }

  private long most(long octets) {
    return Math.min(octets, limits.piece());
  }

  /// A store that was killed while it finished a blob may have more.
  private long length(Blob blob) {
    return Math.min(store.length(blob.name()), blob.size());
  }

  /// Octets of an upload that are durable; as many as the blob has once it is complete.
  public Piece offset(Owner owner, BlobName name) throws IOException {
    var blob = upload(owner, name);
    if (blob.isEmpty()) {
      return new Piece.Unknown();
    }
    if (blob.get().complete()) {
      return new Piece.Stored(blob.get().size());
    }
    var there = length(blob.get());
    // The last piece came in full, and then the process died.
    return there == blob.get().size()
        ? append(owner, name, there, InputStream.nullInputStream())
        : new Piece.Stored(there);
  }

  /// Copies what another domain holds, for its new owner alone.
  ///
  /// @param size octets announced
  /// @param sha256 32 octets announced
  /// @throws IOException if the stream breaks off; nothing is kept then
  public Copy copy(Owner owner, InputStream octets, long size, byte[] sha256) throws IOException {
    return switch (reserve(owner, size, false)) {
      case Blob blob -> copy(blob.name(), octets, size, sha256);
      case Reservation.TooLarge refused -> refused;
      case Reservation.InstanceFull refused -> refused;
      case Reservation.OverQuota refused -> refused;
    };
  }

  private Copy copy(BlobName name, InputStream octets, long size, byte[] sha256)
      throws IOException {
    var whole = false;
    try {
      whole = copied(name, octets, size, sha256);
    } finally {
      if (!whole) {
        store.delete(name);
        rows.forget(name);
      }
    }
    return whole ? find(name).orElseThrow() : new Copy.Mismatch();
  }

  private boolean copied(BlobName name, InputStream octets, long size, byte[] sha256)
      throws IOException {
    var digest = sha256();
    if (size <= SMALL) {
      var all = octets.readNBytes((int) size + 1);
      if (all.length != size || !MessageDigest.isEqual(digest.digest(all), sha256)) {
        return false;
      }
      store.put(name, all);
      rows.complete(name);
      return true;
    }
    var read = new DigestInputStream(octets, digest);
    if (store.append(name, read, size) != size
        || octets.read() >= 0
        || !MessageDigest.isEqual(digest.digest(), sha256)) {
      return false;
    }
    store.finish(name, size);
    rows.complete(name);
    return true;
  }

  public Optional<Blob> find(BlobName name) {
    return rows.find(name);
  }

  /// Those of them that there are, in no order.
  public List<Blob> find(Collection<BlobName> names) {
    return names.isEmpty() ? List.of() : rows.find(names);
  }

  /// Octets of a complete blob, `from` to `from + length`.
  public InputStream read(Blob blob, long from, long length) {
    return store.read(blob.name(), blob.size(), from, length);
  }

  /// Keeps complete blobs of this owner for as long as the holders do not release them; all or
  /// nothing.
  ///
  /// @return those that cannot be held: unknown, incomplete or another's; empty if all are held now
  public List<BlobName> hold(Owner owner, Collection<Use> uses) {
    return uses.isEmpty() ? List.of() : rows.hold(owner, uses);
  }

  /// What nothing holds any more is garbage after a while.
  public void release(Owner owner, Collection<Use> uses) {
    if (!uses.isEmpty()) {
      rows.release(owner, uses, time.instant());
    }
  }

  /// As [#release], without the time of grace.
  public void drop(Owner owner, Collection<Use> uses) {
    if (!uses.isEmpty()) {
      rows.release(owner, uses, Instant.EPOCH);
    }
  }

  /// Lets the caller's transaction alone write for this owner. Whoever locks rows of their own
  /// beside calls of [#hold] and [#release] calls this before, so that no two transactions wait for
  /// each other.
  public void lock(Owner owner) {
    rows.locked(owner);
  }

  /// Whether the store can be worked with now.
  public boolean answers() {
    return store.answers();
  }

  /// What the owner has used of its quota.
  public Optional<Room> room(Owner owner) {
    return rows.room(owner);
  }

  /// What all have used together, as it was within the last ten seconds.
  public Room instance() {
    var now = time.instant();
    var last = measured;
    if (last == null || !now.isBefore(last.until())) {
      last = new Measured(rows.used(), now.plus(MEASURE));
      measured = last;
    }
    return new Room(last.used(), limits.instance());
  }

  /// Whether the quota has room for so many octets more.
  public boolean hasRoom(Owner owner, long octets) {
    return rows.hasRoom(owner, octets);
  }

  /// Counts octets that lie elsewhere against the quota, or gives them back if negative; also
  /// beyond the quota.
  public void charge(Owner owner, long octets) {
    rows.charge(owner, octets);
  }

  /// Deletes what nothing has held for the time of grace, unfinished uploads included; for a
  /// schedule. It may die anywhere: the next call goes on.
  ///
  /// @return how many are gone
  public int collect() {
    var since = time.instant().minus(limits.grace());
    var gone = 0;
    int before;
    do {
      before = gone;
      for (var name : rows.garbage(since, 200)) {
        if (rows.doom(name, since)) {
          store.delete(name);
          rows.forget(name);
          gone++;
        }
      }
    } while (gone > before);
    return gone;
  }

  /// Deletes at once what nothing holds, as [#collect] would do later.
  public void discard(Collection<BlobName> names) {
    var all = time.instant().plusMillis(1);
    for (var name : names) {
      if (rows.doom(name, all)) {
        store.delete(name);
        rows.forget(name);
      }
    }
  }

  private Optional<Blob> upload(Owner owner, BlobName name) {
    return rows.find(name).filter(blob -> blob.shared() && blob.owner().equals(owner));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
