/** Sealed messages (spec 10.3): one anonymous PKESK of algorithm 35, then one SEIPD packet. */
import { type Bytes, concat, random, wipe } from './bytes.js';
import type { SecretKey } from './keys.js';
import { openpgp } from './openpgp.js';
import { Octets, PADDING_HEADER, TAG, endWithPadding, literal, literalContent, packet, padding } from './packets.js';
import type { Certificate } from './policy.js';
import { Refusal } from './refusal.js';
import { openSeipdBody, sealSeipd, sealedLength } from './seipd.js';
import { type Unverified, readStatement } from './statement.js';

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

/** Opens a sealed message to its inner packets, of which the padding is still the last. @throws Refusal */
export async function openSealed(message: Bytes, key: SecretKey, sizes: readonly number[]): Promise<Octets> {
  if (message.length > Math.max(...sizes)) throw new Refusal('too-large');
  if (!sizes.includes(message.length)) throw new Refusal('policy', 'size');
  const from = new Octets(message);
  const pkesk = from.packet(TAG.pkesk).rest();
  const seipd = from.longPacket(TAG.seipd);
  from.noMore();
  if (pkesk.length !== PKESK_BODY || PKESK_START.some((octet, i) => pkesk[i] !== octet)) throw new Refusal('policy', 'PKESK');
  const contentKey = await key.decryption.open(pkesk).catch(() => {
    throw new Refusal('not-for-us');
  });
  try {
    return new Octets(await openSeipdBody(contentKey, seipd));
  } finally {
    wipe(contentKey);
  }
}

/** A statement inside a sealed message. @throws Refusal */
export function sealedStatement(inner: Octets): Unverified {
  const statement = readStatement(inner);
  endWithPadding(inner);
  return statement;
}

/** The content of one unsigned literal inside a sealed message. @throws Refusal */
export function unsignedContent(inner: Octets): Bytes {
  const content = literalContent(inner.packet(TAG.literal));
  endWithPadding(inner);
  return content;
}
