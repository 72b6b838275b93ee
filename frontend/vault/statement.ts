/** Signed, public JSON (spec 10.2): one-pass signature, literal, signature. */
import { type Bytes, concat, equal } from './bytes.js';
import { type Fields, parseObject } from './json.js';
import { Octets, TAG, literal, literalContent, packet } from './packets.js';
import { Refusal } from './refusal.js';
import { type PublicPrimary, SUB, type Signature, type Signer, TYPE, checkSignature, makeSignature, onePass, readSignature } from './signature.js';

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
  readonly onePass: Bytes;
}

/** Reads the three packets, wherever they stand. @throws Refusal `unsigned`, `malformed` or `policy` */
export function readStatement(from: Octets): Unverified {
  if (from.next(TAG.literal)) throw new Refusal('unsigned');
  const announced = from.packet(TAG.onePass).rest();
  const content = literalContent(from.packet(TAG.literal));
  const signature = readSignature(from.packet(TAG.signature), TYPE.binary, [SUB.created, SUB.issuer], false);
  return { issuer: signature.issuer, content, signature, onePass: announced };
}

/** Reads a statement that stands alone. @throws Refusal */
export function readAlone(octets: Bytes): Unverified {
  if (octets.length > MAX) throw new Refusal('too-large', 'statement');
  const from = new Octets(octets);
  const statement = readStatement(from);
  from.noMore();
  return statement;
}

/** The content, if this key signed it. @throws Refusal `wrong-signer`, `bad-signature` or `policy` */
export async function checkStatement(statement: Unverified, by: PublicPrimary): Promise<Bytes> {
  await checkSignature(statement.signature, statement.content, by);
  // The signature does not cover it, so it may say nothing of its own.
  if (!equal(statement.onePass, onePass(statement.signature, by.fingerprint))) throw new Refusal('policy', 'one-pass packet');
  return statement.content;
}

/** Reads, checks and parses a statement that stands alone. @throws Refusal */
export async function verify(octets: Bytes, type: string, by: PublicPrimary): Promise<Fields> {
  return parseObject(await checkStatement(readAlone(octets), by)).expect(type);
}
