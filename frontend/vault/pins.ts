/** Pinning: which changes to the mailbox make a domain or a key the expected one from now on. */
import { equal } from './bytes.js';
import type { Domain } from './directory.js';
import { type Contact, type PinnedKey, contactJson, peerJson } from './items.js';
import type { Mailbox } from './mailbox.js';
import type { Change } from './plan.js';
import { Declined } from './refusal.js';
import type { OpenSession } from './session.js';
import type { Store } from './store.js';

const MAX_KEYS = 32;

export async function pinDomain(mailbox: Mailbox, store: Store, domain: Domain): Promise<readonly Change[]> {
  const present = domain.certificates[0]!.octets;
  const pinned = store.peers.get(domain.name)?.certificates[0];
  if (pinned !== undefined && equal(pinned, present)) return [];
  const peer = { domain: domain.name, certificates: domain.certificates.map(({ octets }) => octets) };
  return [{ put: 'peer', id: await mailbox.derivedId('peer', domain.name), content: peerJson(peer) }];
}

/** False if the own server shows another certificate than the pinned one without proof. @throws Declined */
export async function pinOwnDomain({ account, directory, mailbox, store }: OpenSession): Promise<boolean> {
  try {
    const own = await directory.domain(account.address.domain);
    if ((await pinDomain(mailbox, store, own)).length === 0) return true;
    await mailbox.commit(async () => {
      const changes = await pinDomain(mailbox, store, own);
      return changes.length === 0 ? null : { changes };
    });
    return true;
  } catch (fault) {
    if (fault instanceof Declined && fault.code === 'domain-key-changed') return false;
    throw fault;
  }
}

export const putContact = async (mailbox: Mailbox, contact: Contact): Promise<Change> => ({
  put: 'contact',
  id: await mailbox.derivedId('contact', contact.address),
  content: contactJson(contact),
});

/** The contact with this key pinned for the first time, or with a better name; null if nothing changes. */
export function withKey(contact: Contact | null, address: string, name: string | null, pin: PinnedKey): Contact | null {
  if (contact === null) return { address, name, keys: [pin], changed: null };
  return contact.name === null && name !== null ? { ...contact, name } : null;
}

/** The contact with another key noticed; the pinned one stays. */
export const withChangedKey = (contact: Contact, pin: PinnedKey): Contact | null => (contact.changed?.fingerprint === pin.fingerprint ? null : { ...contact, changed: pin });

/** The noticed key in place of the pinned one. */
export const withAcceptedKey = (contact: Contact, pin: PinnedKey): Contact => ({ ...contact, keys: [pin, ...contact.keys].slice(0, MAX_KEYS), changed: null });
