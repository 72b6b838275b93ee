/** From passphrase or recovery words to the secrets of an account (spec 20.1, 20.2). */
import { type Bytes, concat, hkdf, sha256, utf8, wipe } from './bytes.js';
import type { Fields } from './json.js';
import { openpgp } from './openpgp.js';
import { Declined } from './refusal.js';

export interface KdfParameters {
  readonly passes: number;
  readonly lanes: number;
  /** KiB, a power of two. */
  readonly memory: number;
}

const FLOOR: KdfParameters = { passes: 3, lanes: 1, memory: 65_536 };
const CEILING: KdfParameters = { passes: 10, lanes: 16, memory: 1_048_576 };

/** @throws Declined `weak-kdf` outside floor and ceiling */
export function readParameters(from: Fields): KdfParameters {
  const parameters = { passes: from.count('passes'), lanes: from.count('lanes'), memory: from.count('memory') };
  const within = (name: keyof KdfParameters): boolean => parameters[name] >= FLOOR[name] && parameters[name] <= CEILING[name];
  const known = from.raw('algorithm') === 'argon2id' && within('passes') && within('lanes') && within('memory');
  if (!known || !Number.isInteger(Math.log2(parameters.memory))) throw new Declined('weak-kdf');
  return parameters;
}

/** PRECIS OpaqueString (RFC 8265 §4.2), or null for what it disallows. */
export function preparePassphrase(text: string): string | null {
  const prepared = text.replaceAll(/\p{Zs}/gu, ' ').normalize('NFC');
  return prepared === '' || /[\p{Cc}\p{Cs}\p{Co}\p{Cn}]/u.test(prepared) ? null : prepared;
}

/** The client computes the salt itself, so that a server cannot give two people the same one. */
export const saltOf = async (address: string, serverSalt: Bytes): Promise<Bytes> => (await sha256(concat(utf8(address), serverSalt))).slice(0, 16);

/** Argon2id, version 0x13, 32 octets; about a third of a second for 64 MiB. */
export async function argon2id(prepared: string, salt: Bytes, { passes, lanes, memory }: KdfParameters): Promise<Bytes> {
  const { Argon2S2K, config } = await openpgp();
  const argon = new Argon2S2K();
  argon.salt = salt;
  argon.t = passes;
  argon.p = lanes;
  argon.encodedM = Math.log2(memory);
  return argon.produceKey(prepared, 32, { ...config, maxArgon2MemoryExponent: Math.log2(CEILING.memory) });
}

export type Label =
  | 'passphrase/auth'
  | 'passphrase/kek'
  | 'recovery/auth'
  | 'recovery/kek'
  | 'account/mailbox'
  | 'account/openpgp'
  | 'account/cache'
  | 'account/commit';

export const derive = (secret: Bytes, label: Label): Promise<Bytes> => hkdf(secret, new Uint8Array(0), utf8(`darkmail/1 ${label}`));

export type SlotKind = 'passphrase' | 'recovery';

/** What signs in, and what unwraps. */
export interface Credential {
  readonly kind: SlotKind;
  readonly auth: Bytes;
  readonly kek: Bytes;
}

/** Consumes the secret. */
export async function credential(kind: SlotKind, secret: Bytes): Promise<Credential> {
  const [auth, kek] = await Promise.all([derive(secret, `${kind}/auth`), derive(secret, `${kind}/kek`)]);
  wipe(secret);
  return { kind, auth, kek };
}
