/** AES-256-GCM with a random nonce in front (spec 20.3, 20.4, 70.2). */
import { type Bytes, concat, random, utf8 } from './bytes.js';
import { Refusal } from './refusal.js';

const NONCE = 12;

export const aesKey = (secret: Bytes): Promise<CryptoKey> => crypto.subtle.importKey('raw', secret, 'AES-GCM', false, ['encrypt', 'decrypt']);

/** Associated data: lines joined by LF, without a final one. */
export const lines = (...values: readonly (string | number)[]): Bytes => utf8(values.join('\n'));

export async function wrap(key: CryptoKey, additionalData: Bytes, plain: Bytes): Promise<Bytes> {
  const iv = random(NONCE);
  return concat(iv, new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, plain)));
}

/** @throws Refusal `tampered` */
export async function unwrap(key: CryptoKey, additionalData: Bytes, wrapped: Bytes): Promise<Bytes> {
  try {
    const iv = wrapped.slice(0, NONCE);
    return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, key, wrapped.slice(NONCE)));
  } catch {
    throw new Refusal('tampered');
  }
}
