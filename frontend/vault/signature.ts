/** Version 6 signatures by Ed25519 (RFC 9580 §5.2), the only ones of the profile. */
import { type Bytes, concat, equal, hex, random, uint32, utf8 } from './bytes.js';
import { Refusal } from './refusal.js';

/** A version 6 Ed25519 public key as it stands in its packet: 42 octets. */
export interface PublicPrimary {
  readonly body: Bytes;
  readonly fingerprint: string;
  readonly verify: CryptoKey;
}

/** What signs: the secret stays in WebCrypto. */
export interface Signer {
  readonly fingerprint: string;
  readonly sign: CryptoKey;
}

export const TYPE = { binary: 0x00, positive: 0x13, binding: 0x18, directKey: 0x1f } as const;
const ED25519 = 27;
const SHA512 = 10;
const SHA256 = 8;
const HASHES: Readonly<Record<number, { readonly name: string; readonly salt: number }>> = {
  [SHA512]: { name: 'SHA-512', salt: 32 },
  [SHA256]: { name: 'SHA-256', salt: 16 },
};

/** Reads a public key packet's body. @throws Refusal `policy` for any other kind of key */
export async function readPrimary(body: Bytes): Promise<PublicPrimary> {
  if (body.length !== 42 || body[0] !== 6 || body[5] !== ED25519 || !equal(body.subarray(6, 10), uint32(32))) {
    throw new Refusal('policy', 'not a version 6 Ed25519 key');
  }
  const verify = await crypto.subtle.importKey('raw', body.slice(10), 'Ed25519', false, ['verify']).catch(() => {
    throw new Refusal('malformed', 'Ed25519 key');
  });
  return { body, fingerprint: hex(await fingerprintOf(body)), verify };
}

/** RFC 9580 §5.5.4.3. */
export async function fingerprintOf(keyBody: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', framed(0x9b, keyBody)));
}

/** How a key or user id is fed into a signature (RFC 9580 §5.2.4). */
export const framed = (mark: 0x9b | 0xb4, body: Bytes): Bytes => concat(new Uint8Array([mark]), uint32(body.length), body);

export interface Subpacket {
  readonly type: number;
  readonly body: Bytes;
}

export interface Signature {
  readonly type: number;
  readonly hash: number;
  readonly salt: Bytes;
  /** Lower-case hexadecimal; null if the signature does not name its maker. */
  readonly issuer: string;
  readonly subpackets: readonly Subpacket[];
  readonly hashed: Bytes;
  readonly left: Bytes;
  readonly value: Bytes;
}

/** Hashed subpackets that a reader of the profile understands (RFC 9580 §5.2.3.7). */
const KNOWN = { created: 2, keyFlags: 27, issuer: 33 } as const;
const UNDERSTOOD: ReadonlySet<number> = new Set([2, 11, 21, 22, 25, 27, 30, 33, 34, 39]);
/** Expiry of signature and key, revocability and its reason, embedded signatures: outside the profile, critical or not. */
const REFUSED: ReadonlySet<number> = new Set([3, 4, 9, 12, 29, 32]);

/** Reads a signature packet's body. @throws Refusal `malformed` or `policy` */
export function readSignature(body: Bytes): Signature {
  if (body[0] !== 6) throw new Refusal('policy', 'signature version');
  const hash = body[3] ?? 0;
  const kind = HASHES[hash];
  if (body[2] !== ED25519 || kind === undefined) throw new Refusal('policy', 'signature algorithms');
  let at = 4;
  const take = (length: number): Bytes => {
    if (at + length > body.length) throw new Refusal('malformed', 'signature cut off');
    at += length;
    return body.slice(at - length, at);
  };
  const subpackets = readSubpackets(take(readUint32(take(4))));
  const hashed = body.slice(0, at);
  // What is not hashed is not signed: it is skipped, whatever it says.
  take(readUint32(take(4)));
  const left = take(2);
  const salt = take(take(1)[0]!);
  const value = take(64);
  if (at !== body.length) throw new Refusal('malformed', 'octets after the signature');
  if (salt.length !== kind.salt) throw new Refusal('policy', 'salt length');
  for (const { type } of subpackets) if (REFUSED.has(type)) throw new Refusal('policy', `subpacket ${type}`);
  only(subpackets, KNOWN.created, 4);
  const issuer = only(subpackets, KNOWN.issuer, 33);
  if (issuer[0] !== 6) throw new Refusal('policy', 'issuer version');
  return { type: body[1]!, hash, salt, issuer: hex(issuer.subarray(1)), subpackets, hashed, left, value };
}

const readUint32 = (octets: Bytes): number => new DataView(octets.buffer).getUint32(0);

function readSubpackets(octets: Bytes): readonly Subpacket[] {
  const found: Subpacket[] = [];
  for (let at = 0; at < octets.length; ) {
    const first = octets[at++]!;
    let length = first;
    if (first === 255) {
      if (at + 4 > octets.length) throw new Refusal('malformed', 'subpacket');
      length = readUint32(octets.slice(at, at + 4));
      at += 4;
    } else if (first >= 192) length = ((first - 192) << 8) + (octets[at++] ?? 0) + 192;
    if (length < 1 || at + length > octets.length) throw new Refusal('malformed', 'subpacket');
    const type = octets[at]! & 0x7f;
    if ((octets[at]! & 0x80) !== 0 && !UNDERSTOOD.has(type)) throw new Refusal('policy', `critical subpacket ${type}`);
    found.push({ type, body: octets.slice(at + 1, at + length) });
    at += length;
  }
  return found;
}

function only(subpackets: readonly Subpacket[], type: number, length: number): Bytes {
  const found = subpackets.filter((subpacket) => subpacket.type === type);
  if (found.length !== 1 || found[0]!.body.length !== length) throw new Refusal('policy', `subpacket ${type}`);
  return found[0]!.body;
}

/** @throws Refusal `wrong-signer` or `bad-signature` */
export async function checkSignature(signature: Signature, type: number, data: Bytes, by: PublicPrimary): Promise<void> {
  if (signature.type !== type) throw new Refusal('policy', 'signature type');
  if (signature.issuer !== by.fingerprint) throw new Refusal('wrong-signer');
  const digest = await digestOf(signature, data);
  const valid = equal(digest.subarray(0, 2), signature.left) && (await crypto.subtle.verify('Ed25519', by.verify, signature.value, digest));
  if (!valid) throw new Refusal('bad-signature');
}

async function digestOf(signature: Pick<Signature, 'hash' | 'salt' | 'hashed'>, data: Bytes): Promise<Bytes> {
  const trailer = concat(signature.hashed, new Uint8Array([6, 0xff]), uint32(signature.hashed.length));
  return new Uint8Array(await crypto.subtle.digest(HASHES[signature.hash]!.name, concat(signature.salt, data, trailer)));
}

/** Makes the body of a signature packet over binary data, with the salt that the one-pass packet repeats. */
export async function makeSignature(data: Bytes, by: Signer, milliseconds: number): Promise<{ body: Bytes; salt: Bytes }> {
  const salt = random(32);
  const created = concat(new Uint8Array([5, 0x80 | KNOWN.created]), uint32(Math.floor(milliseconds / 1000)));
  const issuer = concat(new Uint8Array([34, KNOWN.issuer, 6]), fromHex(by.fingerprint));
  const subpackets = concat(created, issuer);
  const hashed = concat(new Uint8Array([6, TYPE.binary, ED25519, SHA512]), uint32(subpackets.length), subpackets);
  const digest = await digestOf({ hash: SHA512, salt, hashed }, data);
  const value = new Uint8Array(await crypto.subtle.sign('Ed25519', by.sign, digest));
  return { body: concat(hashed, uint32(0), digest.subarray(0, 2), new Uint8Array([32]), salt, value), salt };
}

/** The one-pass packet's body that announces a signature (RFC 9580 §5.4). */
export const onePass = (signature: { salt: Bytes; hash?: number }, fingerprint: string): Bytes =>
  concat(new Uint8Array([6, TYPE.binary, signature.hash ?? SHA512, ED25519, signature.salt.length]), signature.salt, fromHex(fingerprint), new Uint8Array([1]));

export const fromHex = (text: string): Bytes => Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

export const flagsOf = (signature: Signature): number | null => {
  const found = signature.subpackets.filter((subpacket) => subpacket.type === KNOWN.keyFlags);
  return found.length === 1 ? found[0]!.body.reduceRight((flags, octet) => flags * 256 + octet, 0) : null;
};

/** The user id as signed. */
export const userIdOctets = (userId: string): Bytes => framed(0xb4, utf8(userId));
