/** Signed, public JSON (spec 10.2): one-pass signature, literal, signature. */
import { type Bytes, concat, equal } from './bytes.js';
import { type Fields, parseObject } from './json.js';
import { type Packet, TAG, literal, literalContent, packet, readPackets } from './packets.js';
import { Refusal } from './refusal.js';
import { type PublicPrimary, type Signature, type Signer, TYPE, checkSignature, makeSignature, onePass, readSignature } from './signature.js';

const MAX = 16_384;

/** Signs JSON octets. `milliseconds` is the signer's clock. */
export async function sign(content: Bytes, by: Signer, milliseconds: number): Promise<Bytes> {
  const signature = await makeSignature(content, by, milliseconds);
  return concat(packet(TAG.onePass, onePass(signature, by.fingerprint)), literal(content), packet(TAG.signature, signature.body));
}

/** A statement of which the signature has not been checked yet: nothing in it is to be believed. */
export interface Unverified {
  /** The fingerprint that the signature names. */
  readonly issuer: string;
  readonly content: Bytes;
  readonly signature: Signature;
}

/** Takes three packets apart. @throws Refusal `unsigned`, `malformed` or `policy` */
export function readStatement(packets: readonly Packet[]): Unverified {
  if (packets.length === 1 && packets[0]!.tag === TAG.literal) throw new Refusal('unsigned');
  const [first, second, third] = packets;
  if (packets.length !== 3 || first?.tag !== TAG.onePass || second?.tag !== TAG.literal || third?.tag !== TAG.signature) {
    throw new Refusal('policy', 'not a statement');
  }
  const signature = readSignature(third.body);
  if (!equal(first.body, onePass(signature, signature.issuer))) throw new Refusal('policy', 'one-pass packet');
  if (signature.type !== TYPE.binary) throw new Refusal('policy', 'signature type');
  return { issuer: signature.issuer, content: literalContent(second.body), signature };
}

/** @throws Refusal `wrong-signer` or `bad-signature` */
export async function checkStatement(statement: Unverified, by: PublicPrimary): Promise<Bytes> {
  await checkSignature(statement.signature, TYPE.binary, statement.content, by);
  return statement.content;
}

/** Reads, checks and parses a statement that stands alone. @throws Refusal */
export async function verify(octets: Bytes, type: string, by: PublicPrimary): Promise<Fields> {
  if (octets.length > MAX) throw new Refusal('too-large', 'statement');
  return parseObject(await checkStatement(readStatement(readPackets(octets)), by)).expect(type);
}
