/** Octets: how they are joined, named, hashed and forgotten. */

/** Octets in a buffer of their own kind, as WebCrypto and transfers want them. */
export type Bytes = Uint8Array<ArrayBuffer>;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export const utf8 = (text: string): Bytes => encoder.encode(text);

/** @throws TypeError if the octets are not UTF-8. */
export const fromUtf8 = (octets: Uint8Array): string => decoder.decode(octets);

export function concat(...parts: readonly Uint8Array[]): Bytes {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

export function random(length: number): Bytes {
  const octets = new Uint8Array(length);
  // getRandomValues gives at most 65,536 octets at once (Web Cryptography API §10.1.1).
  for (let at = 0; at < length; at += 65_536) crypto.getRandomValues(octets.subarray(at, Math.min(at + 65_536, length)));
  return octets;
}

export function equal(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= a[i]! ^ b[i]!;
  return difference === 0;
}

/** Overwrites secrets that are no longer needed. */
export function wipe(...secrets: readonly (Uint8Array | null | undefined)[]): void {
  for (const secret of secrets) secret?.fill(0);
}

export const uint32 = (value: number): Bytes => new Uint8Array([value >>> 24, value >>> 16, value >>> 8, value]);

export function hex(octets: Uint8Array): string {
  let text = '';
  for (const octet of octets) text += octet.toString(16).padStart(2, '0');
  return text;
}

export const fromHex = (text: string): Bytes => Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

const FINGERPRINT = /^[0-9a-f]{64}$/;
export const isFingerprint = (text: unknown): text is string => typeof text === 'string' && FINGERPRINT.test(text);

const ALPHABET = utf8('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_');
const VALUES = new Int8Array(128).fill(-1);
for (const [value, code] of ALPHABET.entries()) VALUES[code] = value;

/** Base64url without padding (RFC 4648 §5). By hand: a mailbox holds hundreds of megabytes of it. */
export function base64url(octets: Uint8Array): string {
  const text = new Uint8Array(Math.ceil((octets.length * 4) / 3));
  let at = 0;
  for (let i = 0; i < octets.length; i += 3) {
    const group = (octets[i]! << 16) | ((octets[i + 1] ?? 0) << 8) | (octets[i + 2] ?? 0);
    for (let shift = 18; shift >= 0 && at < text.length; shift -= 6) text[at++] = ALPHABET[(group >> shift) & 63]!;
  }
  return decoder.decode(text);
}

/** The octets, or null unless the text is canonical base64url without padding. */
export function fromBase64url(text: string): Bytes | null {
  const rest = text.length % 4;
  if (rest === 1) return null;
  const octets = new Uint8Array(Math.floor((text.length * 3) / 4));
  let wrong = 0;
  const value = (i: number): number => {
    const code = text.charCodeAt(i);
    const found = code < 128 ? VALUES[code]! : -1;
    wrong |= found;
    return found;
  };
  let at = 0;
  for (let i = 0; i + 4 <= text.length; i += 4) {
    const group = (value(i) << 18) | (value(i + 1) << 12) | (value(i + 2) << 6) | value(i + 3);
    octets[at++] = group >> 16;
    octets[at++] = group >> 8;
    octets[at++] = group;
  }
  if (rest > 0) {
    const i = text.length - rest;
    const group = (value(i) << 18) | (value(i + 1) << 12) | (rest === 3 ? value(i + 2) << 6 : 0);
    octets[at++] = group >> 16;
    if (rest === 3) octets[at++] = group >> 8;
    // What no octet takes must be zero, else several texts would mean the same.
    if ((group & (rest === 3 ? 0xff : 0xffff)) !== 0) return null;
  }
  return wrong < 0 ? null : octets;
}

export const sha256 = async (octets: Bytes): Promise<Bytes> => new Uint8Array(await crypto.subtle.digest('SHA-256', octets));

/** HKDF-SHA256 (RFC 5869). The result is a secret; wipe it. */
export async function hkdf(secret: Bytes, salt: Bytes, info: Bytes, length = 32): Promise<Bytes> {
  const key = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits']);
  return new Uint8Array(await crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt, info }, key, length * 8));
}

/** The next size step (spec 0.3). */
export function padme(length: number): number {
  if (length < 2) return length;
  const e = Math.floor(Math.log2(length));
  const s = Math.floor(Math.log2(e)) + 1;
  const step = 2 ** Math.max(0, e - s);
  return Math.ceil(length / step) * step;
}
