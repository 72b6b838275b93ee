/** The one gate for certificates (spec 10.1). There is no switch. */
import { type Bytes, concat, fromUtf8 } from './bytes.js';
import { Octets, TAG } from './packets.js';
import { Refusal } from './refusal.js';
import { type PublicPrimary, SUB, type Signature, TYPE, checkSignature, framed, readKeyPacket, readPrimary, readSignature } from './signature.js';

export const MAX_CERTIFICATE = 8192;
const ML_KEM_768_X25519 = 35;
const X25519 = 32;
const ML_KEM_768 = 1184;
/** The modulus of ML-KEM (FIPS 203 §2.4). */
const Q = 3329;
const CERTIFY_AND_SIGN = 0x03;
const ENCRYPT = 0x0c;
/** Version 2 SEIPD (RFC 9580 §5.2.3.32). */
const SEIPD_2 = 0x08;

const ALWAYS = [SUB.created, SUB.issuer];
const ON_PRIMARY = [...ALWAYS, SUB.keyFlags, SUB.features, SUB.symmetric, SUB.hash, SUB.compression, SUB.suites];

/** A certificate that meets the profile; nothing else is ever made into one. */
export interface Certificate {
  readonly octets: Bytes;
  readonly userId: string;
  readonly fingerprint: string;
  readonly primary: PublicPrimary;
  /** Body of the encryption subkey's packet. */
  readonly subkey: Bytes;
}

/** Reads a binary certificate that must belong to `userId`. @throws Refusal */
export async function readCertificate(octets: Bytes, userId: string): Promise<Certificate> {
  if (octets.length > MAX_CERTIFICATE) throw new Refusal('too-large', 'certificate');
  const from = new Octets(octets);
  const primaryBody = from.packet(TAG.publicKey).rest();
  const directBody = from.packet(TAG.signature);
  const uid = from.packet(TAG.userId).rest();
  const certificationBody = from.packet(TAG.signature);
  const subkey = from.packet(TAG.publicSubkey).rest();
  const bindingBody = from.packet(TAG.signature);
  from.noMore();

  const primary = await readPrimary(primaryBody);
  const direct = readSignature(directBody, TYPE.directKey, ON_PRIMARY, true);
  checkPrimary(direct);
  const certification = readSignature(certificationBody, TYPE.positive, [...ALWAYS, SUB.primaryUserId], true);
  await checkSubkey(subkey);
  const binding = readSignature(bindingBody, TYPE.binding, [...ALWAYS, SUB.keyFlags], true);
  require(isFlags(binding, ENCRYPT), 'key flags of the subkey');
  require(textOf(uid) === userId, 'user id');

  const key = framed(0x9b, primaryBody);
  await checkSignature(direct, key, primary);
  await checkSignature(certification, concat(key, framed(0xb4, uid)), primary);
  await checkSignature(binding, concat(key, framed(0x9b, subkey)), primary);
  return { octets, userId, fingerprint: primary.fingerprint, primary, subkey };
}

function checkPrimary(direct: Signature): void {
  require(isFlags(direct, CERTIFY_AND_SIGN), 'key flags of the primary');
  require(((direct.subpackets.get(SUB.features)?.[0] ?? 0) & SEIPD_2) !== 0, 'features');
  const suites = direct.subpackets.get(SUB.suites);
  require(suites?.[0] === 9 && suites[1] === 3, 'preferred suites');
}

const isFlags = (signature: Signature, expected: number): boolean => {
  const flags = signature.subpackets.get(SUB.keyFlags);
  return flags?.length === 1 && flags[0] === expected;
};

/** Refuses what nothing can be encrypted to. */
async function checkSubkey(body: Bytes): Promise<void> {
  const { algorithm, material } = readKeyPacket(body);
  require(algorithm === ML_KEM_768_X25519 && material.length === X25519 + ML_KEM_768, 'encryption subkey');
  require(isReduced(material.subarray(X25519)), 'ML-KEM key');
  require(await isOfLargeOrder(material.slice(0, X25519)), 'X25519 key');
}

/** FIPS 203 §7.2: each of the 768 coefficients of twelve bits is below q; the last 32 octets are a seed. */
function isReduced(key: Uint8Array): boolean {
  for (let i = 0; i < ML_KEM_768 - 32; i += 3) {
    const [a, b, c] = [key[i]!, key[i + 1]!, key[i + 2]!];
    if ((((b & 0x0f) << 8) | a) >= Q || ((c << 4) | (b >> 4)) >= Q) return false;
  }
  return true;
}

/** WebCrypto refuses to agree with a point of small order (RFC 7748 §6.1). */
async function isOfLargeOrder(point: Bytes): Promise<boolean> {
  const { privateKey } = (await crypto.subtle.generateKey('X25519', false, ['deriveBits'])) as CryptoKeyPair;
  try {
    const other = await crypto.subtle.importKey('raw', point, 'X25519', false, []);
    const shared = new Uint8Array(await crypto.subtle.deriveBits({ name: 'X25519', public: other }, privateKey, 256));
    return shared.some((octet) => octet !== 0);
  } catch {
    return false;
  }
}

function require(fits: boolean, detail: string): asserts fits {
  if (!fits) throw new Refusal('policy', detail);
}

function textOf(octets: Bytes): string {
  try {
    return fromUtf8(octets);
  } catch {
    throw new Refusal('malformed', 'user id');
  }
}
