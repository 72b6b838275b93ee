/** Sealed messages (spec 10.3): one anonymous PKESK of algorithm 35, then one SEIPD packet. */
import { type Bytes, concat, random, wipe } from './bytes.js';
import type { SecretKey } from './keys.js';
import { type OpenPgp, openpgp } from './openpgp.js';
import { PADDING_HEADER, type Packet, TAG, literal, literalContent, packet, padding, readHeader, withoutPadding } from './packets.js';
import type { Certificate } from './policy.js';
import { Refusal } from './refusal.js';
import { openSeipd, sealSeipd, sealedLength } from './seipd.js';

const KIB = 1024;
/** Sizes of the whole message, by use (spec 40.1, 40.2, 60.3). */
export const HEADER_SIZES: readonly number[] = [2 * KIB, 4 * KIB, 8 * KIB, 16 * KIB];
export const ENVELOPE_SIZES = HEADER_SIZES;
export const QUERY_SIZES: readonly number[] = [2 * KIB];

const PKESK_LENGTH = 1167;
/** Version 6, anonymous, algorithm 35, then ephemeral key, KEM ciphertext and a wrapped key of 40 octets. */
const PKESK_START = new Uint8Array([6, 0, 35]);
const PKESK_BODY = 1164;

/** The part that all recipients of one message share, and its secret. */
export interface SharedBody {
  readonly contentKey: Bytes;
  readonly seipd: Bytes;
}

/** Pads so that the whole message has the smallest size that fits; null if none does. */
export async function sealBody(packets: Bytes, sizes: readonly number[]): Promise<SharedBody | null> {
  const room = (size: number): number => size - PKESK_LENGTH - sealedLength(0) - 16;
  const size = sizes.find((one) => room(one) >= packets.length + PADDING_HEADER);
  if (size === undefined) return null;
  const contentKey = random(32);
  return { contentKey, seipd: await sealSeipd(contentKey, concat(packets, padding(room(size) - packets.length))) };
}

/** Puts the PKESK for one certificate in front. */
export async function sealFor(body: SharedBody, certificate: Certificate): Promise<Bytes> {
  const { PublicKeyEncryptedSessionKeyPacket, PublicSubkeyPacket } = await openpgp();
  const subkey = new PublicSubkeyPacket();
  await subkey.read(certificate.subkey);
  const pkesk = PublicKeyEncryptedSessionKeyPacket.fromObject({
    version: 6,
    encryptionKeyPacket: subkey,
    anonymousRecipient: true,
    sessionKey: body.contentKey,
    sessionKeyAlgorithm: null,
  });
  await pkesk.encrypt(subkey);
  return concat(packet(TAG.pkesk, pkesk.write()), body.seipd);
}

/** Seals unsigned JSON to a domain. @throws Refusal `too-large` */
export async function sealUnsigned(content: Bytes, certificate: Certificate, sizes: readonly number[]): Promise<Bytes> {
  const body = await sealBody(literal(content), sizes);
  if (body === null) throw new Refusal('too-large');
  const message = await sealFor(body, certificate);
  wipe(body.contentKey);
  return message;
}

/** Opens a sealed message to its inner packets, padding taken off. @throws Refusal */
export async function openSealed(message: Bytes, key: SecretKey, sizes: readonly number[]): Promise<readonly Packet[]> {
  if (message.length > Math.max(...sizes)) throw new Refusal('too-large');
  const first = readHeader(message, 0);
  if (first.tag !== TAG.pkesk) throw new Refusal('policy', 'no PKESK first');
  const second = first.end < message.length ? readHeader(message, first.end) : null;
  if (second?.tag !== TAG.seipd || second.end !== message.length) throw new Refusal('policy', 'not PKESK and SEIPD');
  if (!sizes.includes(message.length)) throw new Refusal('policy', 'size');
  const contentKey = await openPkesk(await openpgp(), message.slice(first.start, first.end), key);
  try {
    return withoutPadding(await openSeipd(contentKey, message.slice(first.end)), 3);
  } finally {
    wipe(contentKey);
  }
}

async function openPkesk({ PublicKeyEncryptedSessionKeyPacket }: OpenPgp, body: Bytes, key: SecretKey): Promise<Bytes> {
  if (PKESK_START.some((octet, i) => body[i] !== octet)) throw new Refusal('policy', 'PKESK');
  if (body.length !== PKESK_BODY) throw new Refusal('malformed', 'PKESK');
  try {
    const pkesk = new PublicKeyEncryptedSessionKeyPacket();
    pkesk.read(body);
    await pkesk.decrypt(key.decryption);
    if (pkesk.sessionKey?.length !== 32) throw new Refusal('malformed', 'content key');
    return concat(pkesk.sessionKey);
  } catch (fault) {
    if (fault instanceof Refusal) throw fault;
    throw new Refusal('not-for-us');
  }
}

/** The content of one unsigned literal. @throws Refusal */
export function unsignedContent(packets: readonly Packet[]): Bytes {
  if (packets.length !== 1 || packets[0]!.tag !== TAG.literal) throw new Refusal('policy', 'not one literal');
  return literalContent(packets[0]!.body);
}
