/** SEIPD version 2 (RFC 9580 §5.13.2) over WebCrypto, chunk by chunk: AES-256, GCM, 256 KiB (spec 10.4). */
import { type Bytes, concat, random, wipe } from './bytes.js';
import { Octets, TAG, longHeader } from './packets.js';
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

/** Version, cipher, mode and chunk octet. @throws Refusal `policy` */
export function readSalt(body: Octets): Bytes {
  for (const octet of PROFILE) if (body.u8() !== octet) throw new Refusal('policy', 'SEIPD parameters');
  return body.take(32);
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

/** Opens one packet that fits in memory; nothing is given back before the final tag. @throws Refusal */
export async function openSeipd(contentKey: Bytes, packet: Bytes): Promise<Bytes> {
  const from = new Octets(packet);
  const body = from.longPacket(TAG.seipd);
  from.noMore();
  return openSeipdBody(contentKey, body);
}

export async function openSeipdBody(contentKey: Bytes, body: Octets): Promise<Bytes> {
  const cipher = await ChunkCipher.of(contentKey, readSalt(body));
  const sealed = body.rest();
  const last = sealed.length - TAG_LENGTH;
  if (last < 0) throw new Refusal('tampered', 'no tag');
  const parts: Bytes[] = [];
  let total = 0;
  for (let at = 0; at < last; at += SEALED_CHUNK) {
    const chunk = await cipher.open(parts.length, sealed.slice(at, Math.min(at + SEALED_CHUNK, last)));
    parts.push(chunk);
    total += chunk.length;
  }
  await cipher.checkFinalTag(parts.length, total, sealed.slice(last));
  return concat(...parts);
}
