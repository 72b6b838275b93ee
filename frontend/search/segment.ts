/**
 * One part of the index: which of its mails hold which word. Words are sorted by their octets and front-coded in blocks; each
 * is followed by its mails, as differences or, where that is shorter, as one bit for each mail. No positions: phrases are
 * looked up in the text.
 *
 *   u32 mails · u32 blocks · ids (16 octets each) · u32 offset of each block · blocks
 *   block: entries of (u8 shared, u8 length, octets, varint size, mails), the first with nothing shared
 */
const BLOCK = 32;
const ID = 16;
const HEAD = 8;

const encoder = new TextEncoder();

/** A segment while mails are added to it. */
export class OpenSegment {
  readonly #mails = new Map<string, number[]>();
  readonly #ids: string[] = [];

  get size(): number {
    return this.#ids.length;
  }

  /** `each` calls with every word of the mail. */
  add(id: string, each: (take: (word: string) => void) => void): void {
    const mail = this.#ids.push(id) - 1;
    each((word) => {
      const list = this.#mails.get(word);
      if (list === undefined) this.#mails.set(word, [mail]);
      else if (list[list.length - 1] !== mail) list.push(mail);
    });
  }

  /** Sets the bit of each mail that holds the word, or one that begins so. */
  find(word: string, whole: boolean, into: Uint32Array): void {
    const lists = whole ? [this.#mails.get(word) ?? []] : [...this.#mails].filter(([known]) => known.startsWith(word)).map(([, list]) => list);
    for (const list of lists) for (const mail of list) into[mail >>> 5]! |= 1 << (mail & 31);
  }

  /** @param octetsOf the 16 octets of an id */
  close(octetsOf: (id: string) => Uint8Array): Uint8Array<ArrayBuffer> {
    const words = [...this.#mails].map(([word, mails]) => ({ octets: encoder.encode(word), mails })).filter(({ octets }) => octets.length < 256).sort((a, b) => compare(a.octets, b.octets));
    const out = new Out();
    const blocks: number[] = [];
    let before = new Uint8Array(0);
    const bitmap = (this.size + 7) >>> 3;
    for (const [i, { octets, mails }] of words.entries()) {
      if (i % BLOCK === 0) {
        blocks.push(out.length);
        before = new Uint8Array(0);
      }
      const shared = common(before, octets);
      out.octet(shared);
      out.octet(octets.length - shared);
      out.octets(octets.subarray(shared));
      out.mails(mails, bitmap);
      before = octets;
    }
    const start = HEAD + this.size * ID + blocks.length * 4;
    const made = new Uint8Array(start + out.length);
    const view = new DataView(made.buffer);
    view.setUint32(0, this.size);
    view.setUint32(4, blocks.length);
    for (const [i, id] of this.#ids.entries()) made.set(octetsOf(id), HEAD + i * ID);
    for (const [i, offset] of blocks.entries()) view.setUint32(HEAD + this.size * ID + i * 4, start + offset);
    made.set(out.done(), start);
    return made;
  }
}

/** A finished segment, as it lies in its octets. */
export class Segment {
  readonly size: number;
  readonly #octets: Uint8Array<ArrayBuffer>;
  readonly #view: DataView;
  readonly #blocks: number;
  readonly #table: number;

  /** Expects octets that {@link OpenSegment.close} made: they come out of a seal. */
  constructor(octets: Uint8Array<ArrayBuffer>) {
    this.#octets = octets;
    this.#view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
    this.size = this.#view.getUint32(0);
    this.#blocks = this.#view.getUint32(4);
    this.#table = HEAD + this.size * ID;
    if (this.#table + this.#blocks * 4 > octets.length) throw new RangeError('not a segment');
  }

  idOctets(mail: number): Uint8Array {
    return this.#octets.subarray(HEAD + mail * ID, HEAD + (mail + 1) * ID);
  }

  /** As {@link OpenSegment.find}. `word` in octets. */
  find(word: Uint8Array, whole: boolean, into: Uint32Array): void {
    if (this.#blocks === 0) return;
    const bitmap = (this.size + 7) >>> 3;
    const term = new Uint8Array(256);
    for (let block = this.#blockBefore(word); block < this.#blocks; block++) {
      const end = block + 1 < this.#blocks ? this.#offset(block + 1) : this.#octets.length;
      for (let at = this.#offset(block); at < end; ) {
        const shared = this.#octets[at]!;
        const length = shared + this.#octets[at + 1]!;
        for (let i = shared; i < length; i++) term[i] = this.#octets[at + 2 + i - shared]!;
        at += 2 + length - shared;
        let size = 0;
        for (let shift = 0; ; shift += 7) {
          const octet = this.#octets[at++]!;
          size |= (octet & 127) << shift;
          if (octet < 128) break;
        }
        const order = compareStart(term, length, word);
        if (order > 0) return;
        if (order === 0 && (!whole || length === word.length)) this.#mails(at, size, bitmap, into);
        if (whole && order === 0 && length > word.length) return;
        at += size;
      }
    }
  }

  #mails(at: number, size: number, bitmap: number, into: Uint32Array): void {
    const octets = this.#octets;
    if (size === bitmap) {
      for (let i = 0; i < size; i++) into[i >>> 2]! |= octets[at + i]! << ((i & 3) << 3);
      return;
    }
    let mail = -1;
    for (const end = at + size; at < end; ) {
      let delta = 0;
      for (let shift = 0; ; shift += 7) {
        const octet = octets[at++]!;
        delta |= (octet & 127) << shift;
        if (octet < 128) break;
      }
      mail += delta + 1;
      into[mail >>> 5]! |= 1 << (mail & 31);
    }
  }

  #offset(block: number): number {
    return this.#view.getUint32(this.#table + block * 4);
  }

  /** The last block whose first word is before `word`, or the first one. */
  #blockBefore(word: Uint8Array): number {
    let low = 0;
    for (let high = this.#blocks; high - low > 1; ) {
      const middle = (low + high) >>> 1;
      const at = this.#offset(middle);
      const first = this.#octets.subarray(at + 2, at + 2 + this.#octets[at + 1]!);
      if (compare(first, word) < 0) low = middle;
      else high = middle;
    }
    return low;
  }
}

class Out {
  #octets = new Uint8Array(1 << 16);
  length = 0;

  octet(value: number): void {
    this.#room(1);
    this.#octets[this.length++] = value;
  }

  octets(values: Uint8Array): void {
    this.#room(values.length);
    this.#octets.set(values, this.length);
    this.length += values.length;
  }

  varint(value: number): void {
    for (; value > 127; value >>>= 7) this.octet((value & 127) | 128);
    this.octet(value);
  }

  /** Size and mails: differences less one, or a bitmap of exactly `bitmap` octets. */
  mails(mails: readonly number[], bitmap: number): void {
    let size = 0;
    let before = -1;
    for (const mail of mails) {
      size += mail - before - 1 > 127 ? 2 : 1;
      before = mail;
    }
    if (size >= bitmap) {
      const bits = new Uint8Array(bitmap);
      for (const mail of mails) bits[mail >>> 3]! |= 1 << (mail & 7);
      this.varint(bitmap);
      this.octets(bits);
      return;
    }
    this.varint(size);
    before = -1;
    for (const mail of mails) {
      this.varint(mail - before - 1);
      before = mail;
    }
  }

  done(): Uint8Array {
    return this.#octets.subarray(0, this.length);
  }

  #room(count: number): void {
    if (this.length + count <= this.#octets.length) return;
    const larger = new Uint8Array(Math.max(this.#octets.length * 2, this.length + count));
    larger.set(this.#octets);
    this.#octets = larger;
  }
}

function common(a: Uint8Array, b: Uint8Array): number {
  let i = 0;
  while (i < a.length && i < b.length && a[i] === b[i]) i++;
  return i;
}

function compare(a: Uint8Array, b: Uint8Array): number {
  const end = Math.min(a.length, b.length);
  for (let i = 0; i < end; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return a.length - b.length;
}

/** 0 where the term begins with the word. */
function compareStart(term: Uint8Array, length: number, word: Uint8Array): number {
  const end = Math.min(length, word.length);
  for (let i = 0; i < end; i++) if (term[i] !== word[i]) return term[i]! - word[i]!;
  return length >= word.length ? 0 : -1;
}
