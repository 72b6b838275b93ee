/** Pinned keys as people compare and accept them. */
import type { KeyView } from '../model/mail.js';
import type { Address } from './address.js';
import type { Contact, PinnedKey } from './items.js';
import { utcDate } from './json.js';
import { putContact, withAcceptedKey } from './pins.js';
import { Declined } from './refusal.js';
import type { OpenSession } from './session.js';

export async function keyView({ store, directory }: OpenSession, address: Address | null): Promise<KeyView | null> {
  const contact = address === null ? undefined : store.contacts.get(address.text);
  if (address === null || contact === undefined) return null;
  const { fingerprint, since, verified } = contact.keys[0]!;
  const told = (await directory.remembered(address))?.certificate.fingerprint ?? fingerprint;
  return { address: contact.address, fingerprint, since, verified, changed: told === fingerprint ? (contact.changed?.fingerprint ?? null) : told };
}

/** @throws Declined `not-found` */
export async function verifyKey(session: OpenSession, address: Address | null, fingerprint: string): Promise<void> {
  await rewrite(session, address, async (contact) => {
    const pin = contact?.keys[0] ?? (await asked(session, address, fingerprint));
    if (pin?.fingerprint !== fingerprint) throw new Declined('not-found');
    const verified = { ...pin, verified: true };
    return contact === null ? { address: address!.text, name: null, keys: [verified], changed: null } : { ...contact, keys: [verified, ...contact.keys.slice(1)] };
  });
}

/** @throws Declined `not-found` */
export async function acceptKey(session: OpenSession, address: Address | null, fingerprint: string): Promise<void> {
  await rewrite(session, address, async (contact) => {
    const pin = contact?.changed?.fingerprint === fingerprint ? contact.changed : await asked(session, address, fingerprint);
    if (contact === null || pin === null) throw new Declined('not-found');
    return withAcceptedKey(contact, pin);
  });
}

/** The key as the directory told it, if it is this one. */
async function asked({ directory, now }: OpenSession, address: Address | null, fingerprint: string): Promise<PinnedKey | null> {
  const found = address === null ? null : await directory.find(address);
  if (found === null || found.certificate.fingerprint !== fingerprint) return null;
  const { octets, sequence } = found.bindings[0];
  return { fingerprint, binding: octets, sequence, since: utcDate(now()), verified: false };
}

async function rewrite({ mailbox, store }: OpenSession, address: Address | null, work: (contact: Contact | null) => Promise<Contact>): Promise<void> {
  if (address === null) throw new Declined('not-found');
  await mailbox.commit(async () => ({ changes: [await putContact(mailbox, await work(store.contacts.get(address.text) ?? null))] }));
}
