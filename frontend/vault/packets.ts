/** OpenPGP packets (RFC 9580 §4.2) as far as the profile allows them: new format, definite lengths in their shortest form. */
import { type Bytes, concat, random, uint32 } from './bytes.js';
import { Refusal } from './refusal.js';

export const TAG = { pkesk: 1, signature: 2, onePass: 4, publicKey: 6, literal: 11, userId: 13, publicSubkey: 14, seipd: 18, padding: 21 } as const;

/** A cursor over octets from outside. Every length is checked before anything is copied. */
export class Octets {
  readonly #all: Uint8Array;
  #at = 0;

  constructor(all: Uint8Array) {
    this.#all = all;
  }

  get isEmpty(): boolean {
    return this.#at === this.#all.length;
  }

  u8(): number {
    return this.#view(1)[0]!;
  }

  u32(): number {
    const [a, b, c, d] = this.#view(4) as unknown as [number, number, number, number];
    return ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
  }

  take(length: number): Bytes {
    return new Uint8Array(this.#view(length));
  }

  rest(): Bytes {
    return this.take(this.#all.length - this.#at);
  }

  /** The end of a packet's body. @throws Refusal `malformed` */
  end(): void {
    if (!this.isEmpty) throw new Refusal('malformed', 'octets left over');
  }

  /** The end of the packets. @throws Refusal `policy` */
  noMore(): void {
    if (!this.isEmpty) throw new Refusal('policy', 'a packet too many');
  }

  /** True if a packet with this tag comes next. */
  next(tag: number): boolean {
    return this.#all[this.#at] === (0xc0 | tag);
  }

  /** The body of the next packet, which must have this tag. @throws Refusal */
  packet(tag: number): Octets {
    this.#header(tag);
    const first = this.u8();
    if (first < 192) return this.#slice(first);
    if (first < 224) return this.#slice(((first - 192) << 8) + this.u8() + 192);
    if (first !== 255) throw new Refusal('policy', 'partial length');
    const length = this.u32();
    if (length < 8384) throw new Refusal('policy', 'length not in its shortest form');
    return this.#slice(length);
  }

  /** As {@link packet}, with a five-octet length whatever the size. */
  longPacket(tag: number): Octets {
    this.#header(tag);
    if (this.u8() !== 255) throw new Refusal('policy', 'not a five-octet length');
    return this.#slice(this.u32());
  }

  #header(tag: number): void {
    if (this.isEmpty) throw new Refusal('policy', 'a packet missing');
    const first = this.u8();
    if (first < 0x80) throw new Refusal('malformed', 'not a packet');
    if (first !== (0xc0 | tag)) throw new Refusal('policy', `packet ${first & 0x3f} instead of ${tag}`);
  }

  #slice(length: number): Octets {
    return new Octets(this.#view(length));
  }

  #view(length: number): Uint8Array {
    if (length > this.#all.length - this.#at) throw new Refusal('malformed', 'cut off');
    this.#at += length;
    return this.#all.subarray(this.#at - length, this.#at);
  }
}

/** A packet with its length in the shortest form. */
export function packet(tag: number, body: Uint8Array): Bytes {
  const n = body.length;
  if (n < 192) return concat(new Uint8Array([0xc0 | tag, n]), body);
  if (n < 8384) return concat(new Uint8Array([0xc0 | tag, ((n - 192) >> 8) + 192, (n - 192) & 0xff]), body);
  return concat(longHeader(tag, n), body);
}

/** Header with a five-octet length, as 0.3, 10.4 and 30.1 want it. */
export const longHeader = (tag: number, length: number): Bytes => concat(new Uint8Array([0xc0 | tag, 0xff]), uint32(length));

/** Octets before the content inside a literal packet's body: format `b`, no name, date 0. */
export const LITERAL_START: Bytes = new Uint8Array([0x62, 0, 0, 0, 0, 0]);

export const literal = (content: Uint8Array): Bytes => packet(TAG.literal, concat(LITERAL_START, content));

/** The content of a literal packet of the profile (spec 10.2). @throws Refusal */
export function literalContent(body: Octets): Bytes {
  for (const octet of LITERAL_START) if (body.u8() !== octet) throw new Refusal('policy', 'literal with name, date or format');
  return body.rest();
}

export const PADDING_HEADER = 6;

/** A padding packet of exactly `length` octets with its header (spec 0.3). */
export const padding = (length: number): Bytes => concat(longHeader(TAG.padding, length - PADDING_HEADER), random(length - PADDING_HEADER));

/** A padding packet must follow, and nothing after it. @throws Refusal `policy` */
export function endWithPadding(inner: Octets): void {
  inner.longPacket(TAG.padding);
  inner.noMore();
}
