/** Version 6 signatures by Ed25519 (RFC 9580 §5.2), the only ones of the profile. */
import { type Bytes, concat, equal, fromHex, hex, random, uint32 } from './bytes.js';
import { Octets } from './packets.js';
import { Refusal } from './refusal.js';

/** A version 6 Ed25519 public key as it stands in its packet: 42 octets. */
export interface PublicPrimary {
  readonly body: Bytes;
  readonly fingerprint: string;
  /** Seconds since 1970, by the maker's clock. */
  readonly created: number;
  readonly verify: CryptoKey;
}

/** What signs: the secret stays in WebCrypto. */
export interface Signer {
  readonly fingerprint: string;
  /** Of the key, seconds since 1970. */
  readonly created: number;
  readonly sign: CryptoKey;
}

export const TYPE = { binary: 0x00, positive: 0x13, binding: 0x18, directKey: 0x1f } as const;
/** Subpackets (RFC 9580 §5.2.3.7). */
export const SUB = { created: 2, symmetric: 11, hash: 21, compression: 22, primaryUserId: 25, keyFlags: 27, features: 30, issuer: 33, suites: 39 } as const;

const ED25519 = 27;
const SHA512 = 10;
const SHA256 = 8;
const HASHES: Readonly<Record<number, { readonly name: string; readonly salt: number }>> = {
  [SHA512]: { name: 'SHA-512', salt: 32 },
  [SHA256]: { name: 'SHA-256', salt: 16 },
};

/** A version 6 key packet: its creation time, algorithm and material. @throws Refusal */
export function readKeyPacket(octets: Bytes): { created: number; algorithm: number; material: Bytes } {
  const body = new Octets(octets);
  if (body.u8() !== 6) throw new Refusal('policy', 'key version');
  const key = { created: body.u32(), algorithm: body.u8(), material: body.take(body.u32()) };
  body.end();
  return key;
}

/** @throws Refusal `policy` for any other kind of key */
export async function readPrimary(body: Bytes): Promise<PublicPrimary> {
  const { created, algorithm, material } = readKeyPacket(body);
  if (algorithm !== ED25519 || material.length !== 32) throw new Refusal('policy', 'not an Ed25519 key');
  const verify = await crypto.subtle.importKey('raw', material, 'Ed25519', false, ['verify']).catch(() => {
    throw new Refusal('malformed', 'Ed25519 key');
  });
  // RFC 9580 §5.5.4.3.
  const fingerprint = hex(new Uint8Array(await crypto.subtle.digest('SHA-256', framed(0x9b, body))));
  return { body, fingerprint, created, verify };
}

/** How a key (0x9b) or user id (0xb4) is fed into a signature (RFC 9580 §5.2.4). */
export const framed = (mark: 0x9b | 0xb4, body: Bytes): Bytes => concat(new Uint8Array([mark]), uint32(body.length), body);

export interface Signature {
  readonly type: number;
  readonly hash: number;
  readonly salt: Bytes;
  /** Lower-case hexadecimal. */
  readonly issuer: string;
  /** Seconds since 1970. */
  readonly created: number;
  readonly subpackets: ReadonlyMap<number, Bytes>;
  /** From the version to the last hashed subpacket. */
  readonly hashed: Bytes;
  readonly left: Bytes;
  readonly value: Bytes;
}

/**
 * Reads a signature that must be of this type and have no subpackets but these, all hashed, each once.
 * @throws Refusal `malformed` or `policy`
 */
export function readSignature(body: Octets, type: number, known: readonly number[], sha256Too: boolean): Signature {
  const start = [body.u8(), body.u8(), body.u8(), body.u8()] as const;
  const [version, actual, algorithm, hash] = start;
  const kind = HASHES[hash];
  if (version !== 6 || algorithm !== ED25519 || kind === undefined) throw new Refusal('policy', 'signature algorithms');
  const area = body.take(body.u32());
  if (body.u32() !== 0) throw new Refusal('policy', 'unhashed subpackets');
  const left = body.take(2);
  const salt = body.take(body.u8());
  if (salt.length !== kind.salt) throw new Refusal('policy', 'salt length');
  const value = body.take(64);
  body.end();
  const subpackets = readSubpackets(area);
  const [created, issuer] = [subpackets.get(SUB.created), subpackets.get(SUB.issuer)];
  const named = created?.length === 4 && issuer?.length === 33 && issuer[0] === 6;
  if (actual !== type || !named || [...subpackets.keys()].some((number) => !known.includes(number))) throw new Refusal('policy', 'signature');
  if (hash !== SHA512 && !sha256Too) throw new Refusal('policy', 'hash');
  const hashed = concat(new Uint8Array(start), uint32(area.length), area);
  return { type, hash, salt, issuer: hex(issuer.subarray(1)), created: new Octets(created).u32(), subpackets, hashed, left, value };
}

function readSubpackets(octets: Bytes): ReadonlyMap<number, Bytes> {
  const found = new Map<number, Bytes>();
  for (const area = new Octets(octets); !area.isEmpty; ) {
    const length = area.u8();
    if (length === 0 || length >= 192) throw new Refusal('policy', 'subpacket length');
    const subpacket = area.take(length);
    const number = subpacket[0]! & 0x7f;
    if (found.has(number)) throw new Refusal('policy', 'subpacket twice');
    found.set(number, subpacket.slice(1));
  }
  return found;
}

/** @throws Refusal `wrong-signer`, `policy` or `bad-signature` */
export async function checkSignature(signature: Signature, data: Bytes, by: PublicPrimary): Promise<void> {
  if (signature.issuer !== by.fingerprint) throw new Refusal('wrong-signer');
  if (signature.created < by.created) throw new Refusal('policy', 'signature older than its key');
  const digest = await digestOf(signature, data);
  const valid = equal(digest.subarray(0, 2), signature.left) && (await crypto.subtle.verify('Ed25519', by.verify, signature.value, digest));
  if (!valid) throw new Refusal('bad-signature');
}

async function digestOf(signature: Pick<Signature, 'hash' | 'salt' | 'hashed'>, data: Bytes): Promise<Bytes> {
  const trailer = concat(signature.hashed, new Uint8Array([6, 0xff]), uint32(signature.hashed.length));
  return new Uint8Array(await crypto.subtle.digest(HASHES[signature.hash]!.name, concat(signature.salt, data, trailer)));
}

/** Makes the body of a signature packet over binary data, with the salt that the one-pass packet repeats. */
export async function makeSignature(data: Bytes, by: Signer, milliseconds: number): Promise<{ body: Bytes; salt: Bytes; hash: number }> {
  const salt = random(32);
  // A signature older than its key would be refused, and a clock may have been set back since.
  const time = Math.max(Math.floor(milliseconds / 1000), by.created);
  const created = concat(new Uint8Array([5, 0x80 | SUB.created]), uint32(time));
  const issuer = concat(new Uint8Array([34, 0x80 | SUB.issuer, 6]), fromHex(by.fingerprint));
  const area = concat(created, issuer);
  const hashed = concat(new Uint8Array([6, TYPE.binary, ED25519, SHA512]), uint32(area.length), area);
  const digest = await digestOf({ hash: SHA512, salt, hashed }, data);
  const value = new Uint8Array(await crypto.subtle.sign('Ed25519', by.sign, digest));
  return { body: concat(hashed, uint32(0), digest.subarray(0, 2), new Uint8Array([32]), salt, value), salt, hash: SHA512 };
}

/** The one-pass packet's body that announces a signature; the last octet says that no other follows (RFC 9580 §5.4). */
export const onePass = ({ salt, hash }: { salt: Bytes; hash: number }, fingerprint: string): Bytes =>
  concat(new Uint8Array([6, TYPE.binary, hash, ED25519, salt.length]), salt, fromHex(fingerprint), new Uint8Array([1]));
