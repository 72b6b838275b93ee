/** Key slots (spec 20.3): the account key, wrapped under one way in. */
import { aesKey, lines, unwrap, wrap } from './aead.js';
import { type Bytes, base64url, random } from './bytes.js';
import type { Fields } from './json.js';
import { type Credential, type KdfParameters, type SlotKind, readParameters } from './kdf.js';
import { Refusal } from './refusal.js';

export interface SlotKdf extends KdfParameters {
  readonly salt: Bytes;
}

export interface Slot {
  readonly id: string;
  readonly kind: SlotKind;
  readonly kdf: SlotKdf | null;
  readonly wrapped: Bytes;
}

const ACCOUNT_KEY = 32;
const WRAPPED = 12 + ACCOUNT_KEY + 16;

/** Swapping slots between accounts, kinds or parameters breaks the tag. */
const headerOf = (address: string, { id, kind, kdf }: Omit<Slot, 'wrapped'>): Bytes =>
  lines('darkmail/slot/1', address, id, kind, kdf === null ? '' : base64url(kdf.salt), kdf?.passes ?? '', kdf?.lanes ?? '', kdf?.memory ?? '');

export async function makeSlot(address: string, accountKey: Bytes, credential: Credential, kdf: SlotKdf | null): Promise<Slot> {
  const header = { id: base64url(random(16)), kind: credential.kind, kdf };
  return { ...header, wrapped: await wrap(await aesKey(credential.kek), headerOf(address, header), accountKey) };
}

/** @throws Refusal `tampered` */
export async function openSlot(address: string, slot: Slot, credential: Credential): Promise<Bytes> {
  return unwrap(await aesKey(credential.kek), headerOf(address, slot), slot.wrapped);
}

/** @throws Refusal `malformed`, Declined `weak-kdf` */
export function readSlot(from: Fields): Slot {
  const kind = from.oneOf('kind', ['passphrase', 'recovery'] as const);
  const wrapped = from.octets('wrapped', WRAPPED);
  const id = from.text('slot', 64);
  if (/[^A-Za-z0-9_-]/.test(id)) throw new Refusal('malformed', 'slot');
  if (kind === 'recovery') {
    if (!from.isNull('kdf')) throw new Refusal('malformed', 'kdf');
    return { id, kind, kdf: null, wrapped };
  }
  const kdf = from.object('kdf');
  return { id, kind, kdf: { ...readParameters(kdf), salt: kdf.octets('salt', 16) }, wrapped };
}

export const slotJson = ({ id, kind, kdf, wrapped }: Slot): unknown => ({
  slot: id,
  kind,
  kdf: kdf === null ? null : { algorithm: 'argon2id', passes: kdf.passes, lanes: kdf.lanes, memory: kdf.memory, salt: base64url(kdf.salt) },
  wrapped: base64url(wrapped),
});
