/** Blobs (spec 30): content of any length, sealed and opened in pieces that fit in memory. */
import { sha256 as streamingSha256 } from '@noble/hashes/sha2.js';
import { type Bytes, concat, equal, padme, random, uint32 } from './bytes.js';
import type { BlobReference } from './header.js';
import { LITERAL_START, PADDING_HEADER, TAG, longHeader } from './packets.js';
import { Refusal } from './refusal.js';
import { CHUNK, ChunkCipher, SEALED_CHUNK, SEIPD_START, chunksOf, readSeipdStart, sealedLength, seipdStart } from './seipd.js';

/** Literal packet header and the six octets before the content. */
const START = 6 + LITERAL_START.length;
const GCM_TAG = 16;
const MIN_INNER = 4096;
/** Chunks in one upload or range: just below 8 MiB. */
const GROUP = 31;

/** Octets inside the SEIPD packet for content of that length. */
const innerLength = (length: number): number => padme(Math.max(MIN_INNER, START + length + PADDING_HEADER));

/** Octets of the whole blob for content of that length. */
export const blobSize = (length: number): number => sealedLength(innerLength(length));

/** Where pieces of ciphertext go, in order. The piece's buffer is given up. */
export type Sink = (offset: number, piece: Bytes) => Promise<void>;

/** Gives octets `from` to `to` of the ciphertext. */
export type Source = (from: number, to: number) => Promise<Bytes>;

export interface SealedBlob {
  readonly key: Bytes;
  readonly sha256: Bytes;
  readonly size: number;
  readonly length: number;
}

/** Seals content under a fresh content key, in pieces of at most 8 MiB. */
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
  const parts: Uint8Array[] = [head.subarray(Math.min(from, START), Math.min(to, START))];
  const [a, b] = [Math.min(Math.max(from, START), end), Math.min(to, end)];
  if (a < b) parts.push(new Uint8Array(await content.slice(a - START, b - START).arrayBuffer()));
  const [c, d] = [Math.max(from, end), Math.min(to, end + PADDING_HEADER)];
  if (c < d) parts.push(tail.subarray(c - end, d - end));
  parts.push(random(Math.max(0, to - Math.max(from, end + PADDING_HEADER))));
  return concat(...parts);
}

/** Opens a blob; nothing is given back before size, hash, every tag and the packets inside have been checked. @throws Refusal */
export async function openBlob(reference: BlobReference, source: Source, progress: (done: number, total: number) => void = () => undefined): Promise<Blob> {
  const { size, length, key } = reference;
  if (size !== blobSize(length)) throw new Refusal('policy', 'blob size');
  const inner = innerLength(length);
  const chunks = chunksOf(inner);
  const hash = streamingSha256.create();
  const content: Blob[] = [];
  let cipher: ChunkCipher | null = null;
  for (let first = 0; first < chunks; first += GROUP) {
    const end = Math.min(first + GROUP, chunks);
    const from = first === 0 ? 0 : SEIPD_START + first * SEALED_CHUNK;
    const to = end === chunks ? size : SEIPD_START + end * SEALED_CHUNK;
    const piece = await source(from, to);
    if (piece.length !== to - from) throw new Refusal('tampered', 'length');
    hash.update(piece);
    cipher ??= await ChunkCipher.of(key, readSeipdStart(piece, size));
    const parts: Bytes[] = [];
    let at = first === 0 ? SEIPD_START : 0;
    for (let i = first; i < end; i++) {
      const sealed = Math.min(CHUNK, inner - i * CHUNK) + GCM_TAG;
      const chunk = await cipher.open(i, piece.slice(at, at + sealed));
      at += sealed;
      parts.push(contentOf(chunk, i * CHUNK, length, inner));
    }
    if (end === chunks) await cipher.checkFinalTag(chunks, inner, piece.slice(at));
    content.push(new Blob(parts));
    progress(Math.min(length, end * CHUNK), length);
  }
  if (!equal(hash.digest(), reference.sha256)) throw new Refusal('tampered', 'hash');
  return new Blob(content);
}

/** Checks the packet headers that lie in this piece of the inner packets and gives the content in it. */
function contentOf(piece: Bytes, offset: number, length: number, inner: number): Bytes {
  const end = START + length;
  const head = concat(longHeader(TAG.literal, length + LITERAL_START.length), LITERAL_START);
  const tail = concat(new Uint8Array([0xc0 | TAG.padding, 0xff]), uint32(inner - end - PADDING_HEADER));
  const expected = (what: Bytes, at: number): void => {
    for (let i = 0; i < what.length; i++) {
      const place = at + i - offset;
      if (place >= 0 && place < piece.length && piece[place] !== what[i]) throw new Refusal('policy', 'packets in a blob');
    }
  };
  expected(head, 0);
  expected(tail, end);
  return piece.slice(Math.max(0, START - offset), Math.max(0, Math.min(piece.length, end - offset)));
}
