/** The index of all mails: finished segments and one that is still open. It knows ids and words, nothing else. */
import { OpenSegment, Segment } from './segment.js';

/** Mails of a finished segment: measured, see ADR 5. */
export const FULL = 2000;

/** A word to look up; `whole` unless longer ones that begin so count too. */
export interface Wanted {
  readonly word: string;
  readonly whole: boolean;
}

const encoder = new TextEncoder();

export class Library {
  readonly #segments: Segment[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #ids: string[] = [];
  #open = new OpenSegment();

  get size(): number {
    return this.#ids.length;
  }

  get segments(): number {
    return this.#segments.length;
  }

  has(id: string): boolean {
    return this.#numbers.has(id);
  }

  /** In the order in which the mails were added. */
  numberOf(id: string): number | undefined {
    return this.#numbers.get(id);
  }

  clear(): void {
    this.#segments.length = this.#ids.length = 0;
    this.#numbers.clear();
    this.#open = new OpenSegment();
  }

  /** A finished segment, before any mail is added. */
  attach(octets: Uint8Array<ArrayBuffer>, idOf: (octets: Uint8Array) => string): void {
    const segment = new Segment(octets);
    for (let i = 0; i < segment.size; i++) this.#number(idOf(segment.idOctets(i)));
    this.#segments.push(segment);
  }

  /** `each` calls with every word. True if a segment is full now and wants to be finished. */
  add(id: string, each: (take: (word: string) => void) => void): boolean {
    this.#number(id);
    this.#open.add(id, each);
    return this.#open.size >= FULL;
  }

  /** Finishes the open segment and gives its octets. */
  finish(octetsOf: (id: string) => Uint8Array): Uint8Array<ArrayBuffer> {
    const octets = this.#open.close(octetsOf);
    this.#segments.push(new Segment(octets));
    this.#open = new OpenSegment();
    return octets;
  }

  /** Ids of the mails that have all of `words` and none of `without` (each a list of words that must all be there to count). */
  find(words: readonly Wanted[], without: readonly (readonly Wanted[])[]): readonly string[] {
    const found: string[] = [];
    let start = 0;
    const sought = words.map((one) => ({ ...one, octets: encoder.encode(one.word) }));
    const barred = without.map((list) => list.map((one) => ({ ...one, octets: encoder.encode(one.word) })));
    for (const segment of [...this.#segments, this.#open]) {
      const look = (one: Wanted & { readonly octets: Uint8Array }, into: Uint32Array): void =>
        segment instanceof Segment ? segment.find(one.octets, one.whole, into) : segment.find(one.word, one.whole, into);
      const bits = all(segment.size, sought, look);
      if (bits !== null) {
        for (const list of barred) subtract(bits, all(segment.size, list, look));
        collect(bits, segment.size, (mail) => found.push(this.#ids[start + mail]!));
      }
      start += segment.size;
    }
    return found;
  }

  #number(id: string): void {
    this.#numbers.set(id, this.#ids.push(id) - 1);
  }
}

/** One bit for each mail that has all the words; null for none. */
function all<T>(size: number, words: readonly T[], look: (word: T, into: Uint32Array) => void): Uint32Array | null {
  let bits: Uint32Array | null = null;
  for (const word of words) {
    const some = new Uint32Array((size + 31) >>> 5);
    look(word, some);
    if (bits !== null) for (let i = 0; i < some.length; i++) some[i]! &= bits[i]!;
    if (some.every((part) => part === 0)) return null;
    bits = some;
  }
  return bits;
}

function subtract(bits: Uint32Array, others: Uint32Array | null): void {
  if (others !== null) for (let i = 0; i < bits.length; i++) bits[i]! &= ~others[i]!;
}

function collect(bits: Uint32Array, size: number, take: (mail: number) => void): void {
  for (let i = 0; i < bits.length; i++) {
    for (let part = bits[i]!; part !== 0; part &= part - 1) {
      const mail = i * 32 + (31 - Math.clz32(part & -part));
      if (mail < size) take(mail);
    }
  }
}
