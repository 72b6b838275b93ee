/** SEIPD version 2 (RFC 9580 §5.13.2) over WebCrypto, chunk by chunk: AES-256, GCM, 256 KiB (spec 10.4). */
import { type Bytes, concat, equal, random, wipe } from './bytes.js';
import { TAG, longHeader, readHeader } from './packets.js';
import { Refusal } from './refusal.js';

/** Plaintext octets in a chunk. */
export const CHUNK = 262_144;
const TAG_LENGTH = 16;
/** Ciphertext octets of a whole chunk. */
export const SEALED_CHUNK = CHUNK + TAG_LENGTH;
/** Packet header, version, cipher, mode, chunk octet and salt. */
export const SEIPD_START = 6 + 4 + 32;
const PROFILE = [2, 9, 3, 12] as const;
const INFO: Bytes = new Uint8Array([0xd2, ...PROFILE]);

export const chunksOf = (inner: number): number => Math.ceil(inner / CHUNK);

/** Octets of the whole packet for so many inner ones. */
export const sealedLength = (inner: number): number => SEIPD_START + inner + TAG_LENGTH * (chunksOf(inner) + 1);

/** Seals or opens the chunks of one packet; the caller keeps their order. */
export class ChunkCipher {
  readonly #key: CryptoKey;
  readonly #iv: Bytes;

  private constructor(key: CryptoKey, iv: Bytes) {
    this.#key = key;
    this.#iv = iv;
  }

  static async of(contentKey: Bytes, salt: Bytes): Promise<ChunkCipher> {
    const secret = await crypto.subtle.importKey('raw', contentKey, 'HKDF', false, ['deriveBits']);
    const bits = new Uint8Array(await crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt, info: INFO }, secret, 36 * 8));
    const key = await crypto.subtle.importKey('raw', bits.subarray(0, 32), 'AES-GCM', false, ['encrypt', 'decrypt']);
    const iv = bits.slice(32);
    wipe(bits);
    return new ChunkCipher(key, iv);
  }

  async seal(index: number, chunk: Bytes): Promise<Bytes> {
    return new Uint8Array(await crypto.subtle.encrypt(this.#parameters(index, INFO), this.#key, chunk));
  }

  /** @throws Refusal `tampered` */
  async open(index: number, chunk: Bytes): Promise<Bytes> {
    return new Uint8Array(await this.#decrypt(this.#parameters(index, INFO), chunk));
  }

  async finalTag(chunks: number, total: number): Promise<Bytes> {
    return new Uint8Array(await crypto.subtle.encrypt(this.#parameters(chunks, finalData(total)), this.#key, new Uint8Array(0)));
  }

  /** @throws Refusal `tampered` */
  async checkFinalTag(chunks: number, total: number, tag: Bytes): Promise<void> {
    await this.#decrypt(this.#parameters(chunks, finalData(total)), tag);
  }

  #parameters(index: number, additionalData: Bytes): AesGcmParams {
    const iv = new Uint8Array(12);
    iv.set(this.#iv);
    new DataView(iv.buffer).setBigUint64(4, BigInt(index));
    return { name: 'AES-GCM', iv, additionalData };
  }

  async #decrypt(parameters: AesGcmParams, octets: Bytes): Promise<ArrayBuffer> {
    try {
      return await crypto.subtle.decrypt(parameters, this.#key, octets);
    } catch {
      throw new Refusal('tampered');
    }
  }
}

function finalData(total: number): Bytes {
  const data = new Uint8Array(INFO.length + 8);
  data.set(INFO);
  new DataView(data.buffer).setBigUint64(INFO.length, BigInt(total));
  return data;
}

/** The packet's first octets, up to the salt. */
export const seipdStart = (inner: number, salt: Bytes): Bytes =>
  concat(longHeader(TAG.seipd, sealedLength(inner) - 6), new Uint8Array(PROFILE), salt);

/** Checks the packet's first octets and gives its salt. `size` is the length of the whole packet. */
export function readSeipdStart(octets: Bytes, size: number): Bytes {
  if (octets.length < SEIPD_START) throw new Refusal('malformed', 'SEIPD cut off');
  if (!equal(octets.subarray(0, 2), longHeader(TAG.seipd, 0).subarray(0, 2))) throw new Refusal('policy', 'not one SEIPD packet');
  if (new DataView(octets.buffer, octets.byteOffset).getUint32(2) !== size - 6) throw new Refusal('malformed', 'SEIPD length');
  if (PROFILE.some((octet, i) => octets[6 + i] !== octet)) throw new Refusal('policy', 'SEIPD parameters');
  return octets.slice(10, SEIPD_START);
}

/** Seals what fits in memory. */
export async function sealSeipd(contentKey: Bytes, inner: Bytes): Promise<Bytes> {
  const salt = random(32);
  const cipher = await ChunkCipher.of(contentKey, salt);
  const parts: Bytes[] = [seipdStart(inner.length, salt)];
  for (let i = 0; i < chunksOf(inner.length); i++) parts.push(await cipher.seal(i, inner.slice(i * CHUNK, (i + 1) * CHUNK)));
  parts.push(await cipher.finalTag(chunksOf(inner.length), inner.length));
  return concat(...parts);
}

/** Opens what fits in memory; nothing is given back before the final tag. @throws Refusal */
export async function openSeipd(contentKey: Bytes, packet: Bytes): Promise<Bytes> {
  const { tag, end } = readHeader(packet, 0);
  if (tag !== TAG.seipd || end !== packet.length) throw new Refusal('policy', 'not one SEIPD packet');
  const salt = readSeipdStart(packet, packet.length);
  const last = packet.length - TAG_LENGTH;
  if (last < SEIPD_START) throw new Refusal('malformed', 'SEIPD without tag');
  const cipher = await ChunkCipher.of(contentKey, salt);
  const parts: Bytes[] = [];
  let total = 0;
  for (let at = SEIPD_START; at < last; at += SEALED_CHUNK) {
    const chunk = await cipher.open(parts.length, packet.slice(at, Math.min(at + SEALED_CHUNK, last)));
    parts.push(chunk);
    total += chunk.length;
  }
  await cipher.checkFinalTag(parts.length, total, packet.slice(last));
  return concat(...parts);
}
