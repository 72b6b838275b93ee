/** Blobs (spec 30): content of any length, sealed and opened in pieces that fit in memory. */
import { sha256 as streamingSha256 } from '@noble/hashes/sha2.js';
import { type Bytes, concat, equal, padme, random, sha256 } from './bytes.js';
import type { BlobReference } from './header.js';
import { LITERAL_START, Octets, PADDING_HEADER, TAG, longHeader } from './packets.js';
import { Refusal } from './refusal.js';
import { CHUNK, ChunkCipher, SEALED_CHUNK, SEIPD_START, chunksOf, readSalt, sealedLength, seipdStart } from './seipd.js';

/** Literal packet header and the six octets before the content. */
const START = 6 + LITERAL_START.length;
const GCM_TAG = 16;
const MIN_INNER = 4096;
/** Chunks in one upload or range: below 2 MiB, since several copies of a piece are in memory while it is under way. */
const GROUP = 7;
/** Octets of content: what a four-octet length holds with all that is around it. */
const LARGEST = 0xe000_0000;

/** Octets inside the SEIPD packet for content of that length. */
const innerLength = (length: number): number => padme(Math.max(MIN_INNER, START + length + PADDING_HEADER));

/** Octets of the whole blob for content of that length. */
export const blobSize = (length: number): number => sealedLength(innerLength(length));

/** Where pieces of ciphertext go, in order. The piece's buffer is given up. */
export type Sink = (offset: number, piece: Bytes) => Promise<void>;

/** Gives octets `from` to `to` of the ciphertext. */
export type Source = (from: number, to: number) => Promise<Bytes>;

/** Takes content that has not been checked as a whole yet, in order. */
export type Keep = (offset: number, octets: Bytes) => void;

export interface SealedBlob {
  readonly key: Bytes;
  readonly sha256: Bytes;
  readonly size: number;
  readonly length: number;
}

/** Seals content under a fresh content key, in pieces of at most 2 MiB. */
export async function sealBlob(content: Blob, sink: Sink): Promise<SealedBlob> {
  const length = content.size;
  const inner = innerLength(length);
  const [key, salt] = [random(32), random(32)];
  const cipher = await ChunkCipher.of(key, salt);
  const hash = streamingSha256.create();
  const chunks = chunksOf(inner);
  let offset = 0;
  for (let first = 0; first < chunks; first += GROUP) {
    const parts: Bytes[] = first === 0 ? [seipdStart(inner, salt)] : [];
    const end = Math.min(first + GROUP, chunks);
    for (let i = first; i < end; i++) parts.push(await cipher.seal(i, await plain(content, inner, i * CHUNK, Math.min(inner, (i + 1) * CHUNK))));
    if (end === chunks) parts.push(await cipher.finalTag(chunks, inner));
    const piece = concat(...parts);
    hash.update(piece);
    const at = offset;
    offset += piece.length;
    await sink(at, piece);
  }
  return { key, sha256: concat(hash.digest()), size: offset, length };
}

/** Octets `from` to `to` of the inner packets: literal header, content, padding header, random. */
async function plain(content: Blob, inner: number, from: number, to: number): Promise<Bytes> {
  const end = START + content.size;
  const head = concat(longHeader(TAG.literal, content.size + LITERAL_START.length), LITERAL_START);
  const tail = longHeader(TAG.padding, inner - end - PADDING_HEADER);
  const parts: Bytes[] = [head.subarray(Math.min(from, START), Math.min(to, START))];
  const [a, b] = [Math.min(Math.max(from, START), end), Math.min(to, end)];
  if (a < b) parts.push(new Uint8Array(await content.slice(a - START, b - START).arrayBuffer()));
  const [c, d] = [Math.max(from, end), Math.min(to, end + PADDING_HEADER)];
  if (c < d) parts.push(tail.subarray(c - end, d - end));
  parts.push(random(Math.max(0, to - Math.max(from, end + PADDING_HEADER))));
  const filled = parts.filter(({ length }) => length > 0);
  return filled.length === 1 ? filled[0]! : concat(...filled);
}

/** Opens a blob; nothing is given back before every tag, the hash and the packets inside have been checked. @throws Refusal */
export async function openBlob(reference: BlobReference, source: Source, progress: (done: number, total: number) => void = () => undefined): Promise<Blob> {
  return new Blob(await opened(reference, source, progress));
}

/** As {@link openBlob}, for content that need not be in memory: nothing that `keep` was given may be used if this fails. @throws Refusal */
export async function openInto(reference: BlobReference, source: Source, keep: Keep): Promise<void> {
  await opened(reference, source, () => undefined, keep);
}

/** As {@link openBlob}, for content that fits in memory. */
export async function openOctets(reference: BlobReference, source: Source): Promise<Bytes> {
  const parts = await opened(reference, source, () => undefined);
  const octets = parts.filter((part) => part instanceof Uint8Array);
  return octets.length === parts.length ? concat(...octets) : new Uint8Array(await new Blob(parts).arrayBuffer());
}

async function opened(reference: BlobReference, source: Source, progress: (done: number, total: number) => void, keep: Keep | null = null): Promise<(Blob | Bytes)[]> {
  const { size, length, key } = reference;
  // Else a few octets could cost a download without end.
  if (length > LARGEST || size > blobSize(length)) throw new Refusal('too-large', 'blob');
  const inner = innerOf(size);
  const chunks = chunksOf(inner);
  // WebCrypto's is faster, and takes everything at once.
  const hash = chunks > GROUP ? streamingSha256.create() : null;
  let digest: Bytes | undefined;
  const found = new Found(length, keep);
  let cipher: ChunkCipher | null = null;
  for (let first = 0; first < chunks; first += GROUP) {
    const end = Math.min(first + GROUP, chunks);
    const from = first === 0 ? 0 : SEIPD_START + first * SEALED_CHUNK;
    const to = end === chunks ? size : SEIPD_START + end * SEALED_CHUNK;
    const piece = await source(from, to);
    if (piece.length !== to - from) throw new Refusal('malformed', 'blob cut off');
    if (hash === null) digest = await sha256(piece);
    else hash.update(piece);
    cipher ??= await ChunkCipher.of(key, readStart(piece, size));
    let at = first === 0 ? SEIPD_START : 0;
    for (let i = first; i < end; i++) {
      const sealed = Math.min(CHUNK, inner - i * CHUNK) + GCM_TAG;
      found.add(i * CHUNK, await cipher.open(i, piece.subarray(at, at + sealed)));
      at += sealed;
    }
    if (end === chunks) await cipher.checkFinalTag(chunks, inner, piece.slice(at));
    if (chunks > GROUP) found.settle();
    progress(Math.min(length, end * CHUNK), length);
  }
  if (!equal(digest ?? hash!.digest(), reference.sha256)) throw new Refusal('tampered', 'hash');
  return found.content(inner);
}

/** Octets inside a SEIPD packet of that size. @throws Refusal `malformed` */
function innerOf(size: number): number {
  const sealed = size - SEIPD_START - GCM_TAG;
  const rest = sealed % SEALED_CHUNK;
  if (sealed <= GCM_TAG || (rest > 0 && rest <= GCM_TAG)) throw new Refusal('malformed', 'blob size');
  return sealed - GCM_TAG * Math.ceil(sealed / SEALED_CHUNK);
}

/** The salt, if the packet is of the profile and as long as the blob. @throws Refusal */
function readStart(piece: Bytes, size: number): Bytes {
  const start = new Octets(piece.subarray(0, SEIPD_START));
  const stated = new DataView(piece.buffer, piece.byteOffset).getUint32(2) + 6;
  if (!start.next(TAG.seipd) || piece[1] !== 0xff) throw new Refusal('policy', 'not one SEIPD packet');
  if (stated > size) throw new Refusal('malformed', 'blob cut off');
  if (stated < size) throw new Refusal('policy', 'octets after the packet');
  start.take(6);
  return readSalt(start);
}

/** Sorts the inner packets as they come: what frames the content is judged at the end, when it is known to be authentic. */
class Found {
  readonly #end: number;
  readonly #length: number;
  readonly #head = new Uint8Array(START);
  readonly #tail = new Uint8Array(PADDING_HEADER);
  readonly #keep: Keep | null;
  readonly #settled: Blob[] = [];
  #fresh: Bytes[] = [];

  constructor(length: number, keep: Keep | null) {
    this.#length = length;
    this.#keep = keep;
    this.#end = START + length;
  }

  add(offset: number, piece: Bytes): void {
    copy(piece, offset, this.#head, 0);
    copy(piece, offset, this.#tail, this.#end);
    const content = piece.subarray(Math.max(0, START - offset), Math.max(0, Math.min(piece.length, this.#end - offset)));
    if (this.#keep === null) this.#fresh.push(content);
    else if (content.length > 0) this.#keep(Math.max(0, offset - START), content);
  }

  /** A blob may leave memory; arrays may not. */
  settle(): void {
    this.#settled.push(new Blob(this.#fresh));
    this.#fresh = [];
  }

  /** @throws Refusal */
  content(inner: number): (Blob | Bytes)[] {
    const head = concat(longHeader(TAG.literal, this.#length + LITERAL_START.length), LITERAL_START);
    if (!equal(this.#head.subarray(0, 2), head.subarray(0, 2)) || !equal(this.#head.subarray(6), LITERAL_START)) throw new Refusal('policy', 'literal in a blob');
    if (!equal(this.#head, head)) throw new Refusal('tampered', 'length of the content');
    if (inner !== innerLength(this.#length)) throw new Refusal('policy', 'padding of a blob');
    if (!equal(this.#tail, longHeader(TAG.padding, inner - this.#end - PADDING_HEADER))) throw new Refusal('policy', 'padding in a blob');
    return [...this.#settled, ...this.#fresh];
  }
}

/** Copies the part of `from` (which lies at `offset`) that falls into `to` (which lies at `at`). */
function copy(from: Bytes, offset: number, to: Bytes, at: number): void {
  const start = Math.max(offset, at);
  const end = Math.min(offset + from.length, at + to.length);
  if (start < end) to.set(from.subarray(start - offset, end - offset), start - at);
}
