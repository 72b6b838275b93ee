/** OpenPGP packets (RFC 9580 §4.2) as far as the profile allows them: new format, definite lengths. */
import { type Bytes, concat, random, uint32 } from './bytes.js';
import { Refusal } from './refusal.js';

export const TAG = { pkesk: 1, signature: 2, onePass: 4, publicKey: 6, literal: 11, userId: 13, publicSubkey: 14, seipd: 18, padding: 21 } as const;

export interface Packet {
  readonly tag: number;
  readonly body: Bytes;
}

/** Reads packets up to the end. @throws Refusal `malformed` or, for the old format and partial lengths, `policy` */
export function readPackets(octets: Bytes, max = 8): readonly Packet[] {
  const packets: Packet[] = [];
  let at = 0;
  while (at < octets.length) {
    if (packets.length === max) throw new Refusal('policy', 'too many packets');
    const { tag, start, end } = readHeader(octets, at);
    packets.push({ tag, body: octets.slice(start, end) });
    at = end;
  }
  return packets;
}

/** Tag and place of the packet that starts at `at`. */
export function readHeader(octets: Uint8Array, at: number): { tag: number; start: number; end: number } {
  const octet = (i: number): number => {
    const value = octets[i];
    if (value === undefined) throw new Refusal('malformed', 'packet cut off');
    return value;
  };
  const first = octet(at);
  if ((first & 0x80) === 0) throw new Refusal('malformed', 'not a packet');
  if ((first & 0x40) === 0) throw new Refusal('policy', 'old packet format');
  const length = octet(at + 1);
  let start = at + 2;
  let size = length;
  if (length === 255) {
    size = ((octet(at + 2) << 24) | (octet(at + 3) << 16) | (octet(at + 4) << 8) | octet(at + 5)) >>> 0;
    start = at + 6;
  } else if (length >= 224) throw new Refusal('policy', 'partial length');
  else if (length >= 192) {
    size = ((length - 192) << 8) + octet(at + 2) + 192;
    start = at + 3;
  }
  const end = start + size;
  if (end > octets.length) throw new Refusal('malformed', 'packet cut off');
  return { tag: first & 0x3f, start, end };
}

/** A packet with the shortest length that fits. */
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

/** The content of a literal packet of the profile (spec 10.2). */
export function literalContent(body: Bytes): Bytes {
  if (body.length < LITERAL_START.length) throw new Refusal('malformed', 'literal');
  if (LITERAL_START.some((octet, i) => body[i] !== octet)) throw new Refusal('policy', 'literal with name, date or format');
  return body.slice(LITERAL_START.length);
}

export const PADDING_HEADER = 6;

/** A padding packet of exactly `length` octets with its header (spec 0.3). */
export const padding = (length: number): Bytes => concat(longHeader(TAG.padding, length - PADDING_HEADER), random(length - PADDING_HEADER));

/** Takes the padding packet off the end of the inner packets. */
export function withoutPadding(inner: Bytes, max: number): readonly Packet[] {
  const packets = readPackets(inner, max + 1);
  if (packets.at(-1)?.tag !== TAG.padding) throw new Refusal('policy', 'no padding at the end');
  const last = packets.at(-1)!;
  const at = inner.length - last.body.length - PADDING_HEADER;
  if (at < 0 || inner[at] !== 0xd5 || inner[at + 1] !== 0xff) throw new Refusal('policy', 'padding header');
  return packets.slice(0, -1);
}
