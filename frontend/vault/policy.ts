/** The one gate for certificates (spec 10.1). There is no switch. */
import { type Bytes, concat, equal, fromUtf8, uint32 } from './bytes.js';
import { TAG, readPackets } from './packets.js';
import { Refusal } from './refusal.js';
import { type PublicPrimary, type Signature, TYPE, checkSignature, flagsOf, framed, readPrimary, readSignature } from './signature.js';

export const MAX_CERTIFICATE = 8192;
const ML_KEM_768_X25519 = 35;
/** X25519 (32 octets) and ML-KEM-768 (1,184), RFC 9980. */
const SUBKEY_MATERIAL = 1216;
const CERTIFY_AND_SIGN = 0x03;
const ENCRYPT = 0x0c;
const PREFERRED_SUITES = 39;

/** A certificate that meets the profile; nothing else is ever made into one. */
export interface Certificate {
  readonly octets: Bytes;
  readonly userId: string;
  readonly fingerprint: string;
  readonly primary: PublicPrimary;
  /** Body of the encryption subkey's packet. */
  readonly subkey: Bytes;
}

const SHAPE: readonly number[] = [TAG.publicKey, TAG.signature, TAG.userId, TAG.signature, TAG.publicSubkey, TAG.signature];

/** Reads a binary certificate that must belong to `userId`. @throws Refusal */
export async function readCertificate(octets: Bytes, userId: string): Promise<Certificate> {
  if (octets.length > MAX_CERTIFICATE) throw new Refusal('too-large', 'certificate');
  const packets = readPackets(octets);
  if (packets.length !== SHAPE.length || packets.some((packet, i) => packet.tag !== SHAPE[i])) throw new Refusal('policy', 'shape of the certificate');
  const [primaryBody, direct, uid, certification, subkey, binding] = packets.map((packet) => packet.body) as [Bytes, Bytes, Bytes, Bytes, Bytes, Bytes];
  const primary = await readPrimary(primaryBody);
  checkSubkey(subkey);
  if (textOf(uid) !== userId) throw new Refusal('policy', 'user id');
  const key = framed(0x9b, primaryBody);
  const directSignature = readSignature(direct);
  checkPreferences(directSignature);
  await checkSignature(directSignature, TYPE.directKey, key, primary);
  await checkSignature(readSignature(certification), TYPE.positive, concat(key, framed(0xb4, uid)), primary);
  const bindingSignature = readSignature(binding);
  const flags = flagsOf(bindingSignature);
  if (flags === null || flags === 0 || (flags & ~ENCRYPT) !== 0) throw new Refusal('policy', 'key flags of the subkey');
  await checkSignature(bindingSignature, TYPE.binding, concat(key, framed(0x9b, subkey)), primary);
  return { octets, userId, fingerprint: primary.fingerprint, primary, subkey };
}

function checkSubkey(body: Bytes): void {
  const wellFormed = body.length === 10 + SUBKEY_MATERIAL && body[0] === 6 && body[5] === ML_KEM_768_X25519 && equal(body.subarray(6, 10), uint32(SUBKEY_MATERIAL));
  if (!wellFormed) throw new Refusal('policy', 'encryption subkey');
}

function checkPreferences(direct: Signature): void {
  if (flagsOf(direct) !== CERTIFY_AND_SIGN) throw new Refusal('policy', 'key flags of the primary');
  const suites = direct.subpackets.filter((subpacket) => subpacket.type === PREFERRED_SUITES);
  if (suites.length !== 1 || suites[0]!.body[0] !== 9 || suites[0]!.body[1] !== 3) throw new Refusal('policy', 'preferred suites');
}

function textOf(octets: Bytes): string {
  try {
    return fromUtf8(octets);
  } catch {
    throw new Refusal('malformed', 'user id');
  }
}
