/**
 * Changes that the server has not got yet (spec 75.7): each lies sealed on the device from the moment it was made, stands over what
 * the server shows, and is brought together with what others did meanwhile before it goes there.
 */
import { type Bytes, fromUtf8, utf8 } from './bytes.js';
import type { Queue } from './device.js';
import type { Kind } from './mailbox-key.js';
import { markOf, merged, same } from './merge.js';
import { SealedQueue } from './sealed-queue.js';

export interface Waiting {
  readonly id: string;
  readonly kind: Kind;
  /** What the server had when the change was made; null if nothing. */
  readonly base: unknown;
  /** What it is to have; null to delete it. */
  readonly content: object | null;
  /** Marks of contents that were sent without an answer: the server may have them from here. */
  readonly tried: readonly string[];
  /** In the order of their making. */
  readonly at: number;
}

/** What the server's change of an item means for the one that waits: the change as it is now, null if none is left, and what was pushed aside. */
export interface Rebased {
  readonly waiting: Waiting | null;
  /** A draft that was changed elsewhere too: it is kept beside the one from here. */
  readonly aside: object | null;
  /** It was changed or deleted elsewhere. */
  readonly met: boolean;
}

const PREFIX = 'change ';

export class Pending {
  readonly #queue: SealedQueue;
  readonly #all = new Map<string, Waiting>();
  /** Ids whose state on the device is not that of memory. */
  readonly #dirty = new Set<string>();
  #next = 0;
  #writing: Promise<void> = Promise.resolve();

  private constructor(queue: SealedQueue) {
    this.#queue = queue;
  }

  /** The secret may be wiped afterwards. */
  static async of(secret: Bytes, address: string, queue: Queue): Promise<Pending> {
    return new Pending(await SealedQueue.of(secret, address, queue));
  }

  get size(): number {
    return this.#all.size;
  }

  get(id: string): Waiting | undefined {
    return this.#all.get(id);
  }

  /** Oldest first. */
  all(): readonly Waiting[] {
    return [...this.#all.values()].sort((a, b) => a.at - b.at);
  }

  /** Takes over what another tab, or this one before a reload, has left; gives the ids that are new here. */
  async load(): Promise<readonly string[]> {
    await this.#writing;
    const there = new Set(await this.#queue.names(PREFIX));
    for (const id of this.#all.keys()) if (!there.has(id) && !this.#dirty.has(id)) this.#all.delete(id);
    const fresh: string[] = [];
    for (const id of there) {
      if (this.#all.has(id) || this.#dirty.has(id)) continue;
      const octets = await this.#queue.read(PREFIX + id);
      if (octets === null) continue;
      const one = JSON.parse(fromUtf8(octets)) as Waiting;
      this.#all.set(id, one);
      this.#next = Math.max(this.#next, one.at + 1);
      fresh.push(id);
    }
    return fresh;
  }

  /** A change, upon what waits for the same item already. `tried` if the server was asked and did not answer. */
  put(id: string, kind: Kind, content: object | null, base: unknown, isTried: boolean): void {
    const before = this.#all.get(id);
    const tried = [...(before?.tried ?? []), ...(isTried ? [markOf(content)] : [])];
    this.set({ id, kind, base: before === undefined ? base : before.base, content, tried, at: before?.at ?? this.#next++ });
  }

  set(waiting: Waiting): void {
    this.#all.set(waiting.id, waiting);
    this.#dirty.add(waiting.id);
  }

  /** Its content may be on the server from now on. */
  trying(id: string): void {
    const one = this.#all.get(id);
    if (one !== undefined && !one.tried.includes(markOf(one.content))) this.set({ ...one, tried: [...one.tried, markOf(one.content)] });
  }

  drop(id: string): void {
    if (this.#all.delete(id)) this.#dirty.add(id);
  }

  /** Resolves when the device has what memory has. @throws where the device refuses to keep anything */
  keep(): Promise<void> {
    const dirty = [...this.#dirty];
    this.#dirty.clear();
    this.#writing = this.#writing.catch(() => undefined).then(() => this.#write(dirty));
    return this.#writing;
  }

  async #write(dirty: readonly string[]): Promise<void> {
    if (dirty.length === 0) return;
    const puts = new Map<string, Bytes>();
    const gone: string[] = [];
    for (const id of dirty) {
      const one = this.#all.get(id);
      if (one === undefined) gone.push(PREFIX + id);
      else puts.set(PREFIX + id, utf8(JSON.stringify(one)));
    }
    await this.#queue.write(puts, gone);
  }
}

/** @param theirs what the server has now; null if nothing */
export function rebased(waiting: Waiting, theirs: object | null): Rebased {
  const { kind, content } = waiting;
  const gone: Rebased = { waiting: null, aside: null, met: false };
  // An own change whose answer was lost has come back.
  const base = theirs !== null && waiting.tried.includes(markOf(theirs)) ? theirs : waiting.base;
  if (same(content, theirs)) return gone;
  if (same(base, theirs)) return { waiting: { ...waiting, base }, aside: null, met: false };
  if (content === null) return kind === 'draft' || kind === 'contact' ? { ...gone, met: true } : { waiting: { ...waiting, base: theirs }, aside: null, met: true };
  if (kind === 'draft') return { waiting: { ...waiting, base: theirs }, aside: theirs, met: true };
  if (theirs === null) return { waiting: { ...waiting, base: null }, aside: null, met: true };
  const both = merged(base, content, theirs) as object;
  return same(both, theirs) ? { ...gone, met: true } : { waiting: { ...waiting, base: theirs, content: both }, aside: null, met: true };
}
