/** Marks and folders: small delta items beside the mails (spec 70.4). */
import type { Folder } from '../model/mail.js';
import { type Flags, flagsJson } from './items.js';
import type { Change, Plan } from './mailbox.js';
import type { OpenSession } from './session.js';

/** Mails changed in one batch, of which the server takes 500 operations. */
const BATCH = 200;

type Wanted = Partial<Pick<Flags, 'seen' | 'flagged' | 'folder'>>;

/** Writes what differs from the present flags. @throws Declined */
export async function mark(session: OpenSession, ids: readonly string[], wanted: Wanted): Promise<void> {
  await inBatches(session, ids, async (id) => {
    const mail = session.store.mails.get(id);
    if (mail === undefined) return [];
    const before = session.store.flagsOf(mail);
    const after = { ...before, ...wanted };
    const same = before.seen === after.seen && before.flagged === after.flagged && before.folder === after.folder;
    return same ? [] : [{ put: 'flags', id: await session.mailbox.derivedId('flags', id), content: flagsJson(after) }];
  });
}

/** Moves; what is in the trash already and moves there is deleted for ever. @throws Declined */
export async function move(session: OpenSession, ids: readonly string[], folder: Folder): Promise<void> {
  const { mailbox, store } = session;
  const isDoomed = (id: string): boolean => {
    const mail = store.mails.get(id);
    return folder === 'trash' && (store.drafts.has(id) || (mail !== undefined && store.folderOf(mail) === 'trash'));
  };
  const doomed = new Set(ids.filter(isDoomed));
  await inBatches(session, [...doomed], async (id) => {
    if (store.drafts.has(id)) return [{ delete: id }];
    if (!store.mails.has(id)) return [];
    return store.flags.has(id) ? [{ delete: id }, { delete: await mailbox.derivedId('flags', id) }] : [{ delete: id }];
  });
  await mark(session, ids.filter((id) => !doomed.has(id)), { folder });
}

async function inBatches({ mailbox }: OpenSession, ids: readonly string[], changesOf: (id: string) => Promise<readonly Change[]>): Promise<void> {
  const all = [...new Set(ids)];
  for (let at = 0; at < all.length; at += BATCH) {
    await mailbox.commit(async () => planOf((await Promise.all(all.slice(at, at + BATCH).map(changesOf))).flat()));
  }
}

const planOf = (changes: readonly Change[]): Plan | null => (changes.length === 0 ? null : { changes });
