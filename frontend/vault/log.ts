/**
 * The device cache (spec 75): what this device has read of the mailbox, in sealed segments, so that the next sign-in asks
 * only for what is new. Nothing in it is believed that does not open under this account's cache key, and a part that is
 * missing or foreign throws all of it away.
 */
import { aesKey, lines, unwrap, wrap } from './aead.js';
import { type Bytes, base64url, concat, fromUtf8, random, utf8 } from './bytes.js';
import type { Shelf } from './device.js';
import { Refusal } from './refusal.js';

/** One item as it is kept: id, kind, revision, deleted, ours, content. */
export type Entry = readonly [id: string, kind: string, revision: number, deleted: 0 | 1, ours: 0 | 1, content: unknown];

/** How far the mailbox has been read: all changes up to `floor`, and from `low` to `since`. */
export interface Reach {
  readonly since: number;
  readonly low: number;
  readonly floor: number;
  /** Over the entries kept (spec 70.5). */
  readonly digest: string;
}

interface Segment {
  readonly n: number;
  readonly count: number;
  /** Octets. */
  readonly size: number;
}

interface Manifest extends Reach {
  /** Newest first. */
  readonly segments: readonly Segment[];
  readonly parts: readonly Part[];
}

/** Something that is kept beside the log: a segment of the index, a pack of bodies. */
export interface Part {
  readonly name: string;
  /** Octets. */
  readonly size: number;
  /** Time of the newest mail in it, in milliseconds since 1970. */
  readonly at: number;
}

const FULL = 1000;
/** Octets of segments in all: a mailbox of more is not kept. */
const MOST = 400 * 1024 * 1024;
const MANIFEST = 'log';
const EPOCH = 16;

export class Log {
  readonly #key: CryptoKey;
  readonly #address: string;
  readonly #shelf: Shelf;
  /** What the segments of one manifest have in common. */
  #epoch = random(EPOCH);
  readonly #me = base64url(random(EPOCH));
  /** Who wrote last, as far as this tab knows: where it was another one meanwhile, this tab keeps its hands off. */
  #last: string | null = null;
  #segments: Segment[] = [];
  #next = 0;
  /** As it was written last. */
  #manifest: Manifest | null = null;
  /** Entries of the newest segment while it is not full. */
  #tail: string[] = [];
  #newer: string[] = [];
  #older: string[] = [];
  readonly #parts = new Map<string, Part>();
  /** Sealed and waiting for the next write; null for what is to go. */
  #waiting = new Map<string, Bytes | null>();
  #failed = false;
  #queue: Promise<void> = Promise.resolve();

  private constructor(key: CryptoKey, address: string, shelf: Shelf) {
    this.#key = key;
    this.#address = address;
    this.#shelf = shelf;
  }

  /** The secret may be wiped afterwards. */
  static async of(secret: Bytes, address: string, shelf: Shelf): Promise<Log> {
    return new Log(await aesKey(secret), address, shelf);
  }

  /** Gives the kept entries, newest segments first; null if there are none to be trusted. `each` may have seen some by then. */
  async load(each: (entries: readonly Entry[]) => void): Promise<Reach | null> {
    try {
      this.#last = await this.#shelf.owner();
      const sealed = await this.#shelf.read(MANIFEST);
      if (sealed === null) return null;
      this.#epoch = sealed.slice(0, EPOCH);
      this.#manifest = JSON.parse(fromUtf8(await unwrap(this.#key, this.#data(MANIFEST), sealed.slice(EPOCH)))) as Manifest;
      const { segments, parts, ...reach } = this.#manifest;
      const names = segments.map(({ n }) => nameOf(n));
      let reading = this.#open(names[0]);
      for (const [i, { count }] of segments.entries()) {
        const entries = await reading;
        // The next one is read and opened while this one is taken in.
        reading = this.#open(names[i + 1]);
        reading.catch(() => undefined);
        each(entries);
        if (i === 0 && count < FULL) this.#tail = entries.map((entry) => JSON.stringify(entry));
      }
      this.#segments = [...segments];
      for (const part of parts) this.#parts.set(part.name, part);
      this.#next = Math.max(0, ...segments.map(({ n }) => n + 1));
      return reach;
    } catch {
      await this.erase();
      return null;
    }
  }

  add(entry: Entry, age: 'newer' | 'older'): void {
    if (!this.#failed) (age === 'newer' ? this.#newer : this.#older).push(JSON.stringify(entry));
  }

  get parts(): readonly Part[] {
    return [...this.#parts.values()];
  }

  /** Keeps a part with the next {@link flush}. */
  async keepPart(name: string, octets: Bytes, at: number): Promise<void> {
    if (this.#failed) return;
    const sealed = await wrap(this.#key, this.#data(name), octets);
    this.#parts.set(name, { name, size: sealed.length, at });
    this.#waiting.set(name, sealed);
  }

  dropPart(name: string): void {
    if (this.#parts.delete(name)) this.#waiting.set(name, null);
  }

  /** Null if it is not there or not to be trusted. */
  async part(name: string): Promise<Bytes | null> {
    try {
      if (!this.#parts.has(name)) return null;
      const waiting = this.#waiting.get(name);
      if (waiting === undefined) await this.#queue;
      const sealed = waiting ?? (await this.#shelf.read(name));
      return sealed === null ? null : await unwrap(this.#key, this.#data(name), sealed);
    } catch {
      return null;
    }
  }

  /** Writes what was added, as of now. */
  flush(reach: Reach): Promise<void> {
    if (this.#failed) return Promise.resolve();
    const [newer, older, waiting] = [this.#newer, this.#older, this.#waiting];
    [this.#newer, this.#older] = [[], []];
    this.#waiting = new Map();
    const parts = this.parts;
    this.#queue = this.#queue.then(() => this.#write(newer, older, waiting, { ...reach, parts })).catch(() => this.#giveUp());
    return this.#queue;
  }

  /** Rewrites what holds these items, so that nothing of their content stays on the device. */
  purge(ids: ReadonlySet<string>): Promise<void> {
    if (this.#failed) return Promise.resolve();
    [this.#newer, this.#older] = [this.#newer, this.#older].map((entries) => entries.map((entry) => emptied(entry, ids))) as [string[], string[]];
    this.#queue = this.#queue.then(() => this.#purge(ids)).catch(() => this.#giveUp());
    return this.#queue;
  }

  /** Forgets everything, here and on the device, and begins again. */
  async erase(): Promise<void> {
    await this.#queue;
    this.#epoch = random(EPOCH);
    [this.#segments, this.#tail, this.#newer, this.#older] = [[], [], [], []];
    this.#next = 0;
    this.#manifest = null;
    this.#last = null;
    this.#parts.clear();
    this.#waiting.clear();
    await this.#shelf.erase().catch(() => undefined);
  }

  /** What was added is written, and then nothing any more. */
  async close(): Promise<void> {
    const last = this.#queue;
    this.#failed = true;
    await last;
  }

  /** Nothing is written any more, and nothing stays. */
  async end(): Promise<void> {
    await this.close();
    await this.#shelf.erase().catch(() => undefined);
  }

  async #write(newer: readonly string[], older: readonly string[], waiting: ReadonlyMap<string, Bytes | null>, reach: Reach & Pick<Manifest, 'parts'>): Promise<void> {
    const puts = new Map<string, Bytes>();
    const gone: string[] = [];
    const put = async (entries: readonly string[]): Promise<Segment> => {
      const n = this.#next++;
      const sealed = await this.#seal(nameOf(n), `[${entries.join(',')}]`);
      puts.set(nameOf(n), sealed);
      return { n, count: entries.length, size: sealed.length };
    };
    if (newer.length > 0) {
      const replaced = this.#tail.length > 0 ? this.#segments.shift() : undefined;
      if (replaced !== undefined) gone.push(nameOf(replaced.n));
      const all = [...this.#tail, ...newer];
      for (let at = 0; at < all.length; at += FULL) this.#segments.unshift(await put(all.slice(at, at + FULL)));
      this.#tail = all.length % FULL === 0 ? [] : all.slice(all.length - (all.length % FULL));
    }
    for (let at = 0; at < older.length; at += FULL) this.#segments.push(await put(older.slice(at, at + FULL)));
    if (this.#segments.reduce((sum, { size }) => sum + size, 0) > MOST) throw new Error('more than the cache may hold');
    for (const [name, octets] of waiting) {
      if (octets === null) gone.push(name);
      else puts.set(name, octets);
    }
    await this.#writeWith({ ...reach, segments: this.#segments }, puts, gone);
  }

  async #purge(ids: ReadonlySet<string>): Promise<void> {
    const manifest = this.#manifest;
    if (manifest === null) return;
    const puts = new Map<string, Bytes>();
    const gone: string[] = [];
    for (const [i, { n, count }] of this.#segments.entries()) {
      const entries = (await this.#open(nameOf(n))).map((entry) => JSON.stringify(entry));
      const left = entries.map((entry) => emptied(entry, ids));
      if (left.every((entry, at) => entry === entries[at])) continue;
      const next = this.#next++;
      const sealed = await this.#seal(nameOf(next), `[${left.join(',')}]`);
      puts.set(nameOf(next), sealed);
      gone.push(nameOf(n));
      this.#segments[i] = { n: next, count, size: sealed.length };
    }
    this.#tail = this.#tail.map((entry) => emptied(entry, ids));
    if (puts.size > 0) await this.#writeWith({ ...manifest, segments: this.#segments }, puts, gone);
  }

  async #writeWith(manifest: Manifest, puts: Map<string, Bytes>, gone: readonly string[]): Promise<void> {
    puts.set(MANIFEST, concat(this.#epoch, await this.#seal(MANIFEST, JSON.stringify(manifest))));
    this.#manifest = manifest;
    if (await this.#shelf.write(puts, gone, this.#last, this.#me)) this.#last = this.#me;
    else this.#failed = true;
  }

  /** Without a cache the mailbox works as well, only slower. */
  async #giveUp(): Promise<void> {
    this.#failed = true;
    [this.#newer, this.#older, this.#tail] = [[], [], []];
    this.#parts.clear();
    this.#waiting.clear();
    await this.#shelf.erase().catch(() => undefined);
  }

  async #open(name: string | undefined): Promise<readonly Entry[]> {
    if (name === undefined) return [];
    const sealed = await this.#shelf.read(name);
    if (sealed === null) throw new Refusal('tampered', 'a segment is missing');
    return JSON.parse(fromUtf8(await unwrap(this.#key, this.#data(name), sealed))) as readonly Entry[];
  }

  #seal(name: string, json: string): Promise<Bytes> {
    return wrap(this.#key, this.#data(name), utf8(json));
  }

  #data(name: string): Bytes {
    return lines('darkmail/cache/1', this.#address, base64url(this.#epoch), name);
  }
}

/** The entry, without its content if it is one of these. */
function emptied(entry: string, ids: ReadonlySet<string>): string {
  const [id, kind, revision, deleted, ours, content] = JSON.parse(entry) as Entry;
  return content !== null && ids.has(id) ? JSON.stringify([id, kind, revision, deleted, ours, null]) : entry;
}

const nameOf = (n: number): string => `log ${n}`;
