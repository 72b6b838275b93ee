/** Marks and folders: small delta items beside the mails (spec 70.4). */
import type { Folder } from '../model/mail.js';
import { type Flags, flagsJson } from './items.js';
import type { Change, Plan } from './mailbox.js';
import type { OpenSession } from './session.js';

/** Writes what differs from the present flags. @throws Declined */
export async function mark(session: OpenSession, ids: readonly string[], wanted: Partial<Pick<Flags, 'seen' | 'flagged' | 'folder'>>): Promise<void> {
  const { mailbox, store } = session;
  await mailbox.commit(async () => {
    const changes: Change[] = [];
    for (const id of new Set(ids)) {
      const mail = store.mails.get(id);
      if (mail === undefined) continue;
      const before = store.flagsOf(mail);
      const after = { ...before, ...wanted };
      const same = before.seen === after.seen && before.flagged === after.flagged && before.folder === after.folder;
      if (!same) changes.push({ put: 'flags', id: await mailbox.derivedId('flags', id), content: flagsJson(after) });
    }
    return planOf(changes);
  });
}

/** Moves; what is in the trash already and moves there is deleted for ever. @throws Declined */
export async function move(session: OpenSession, ids: readonly string[], folder: Folder): Promise<void> {
  const { mailbox, store } = session;
  const gone = (id: string): boolean => {
    const mail = store.mails.get(id);
    return folder === 'trash' && mail !== undefined && store.folderOf(mail) === 'trash';
  };
  const doomed = new Set(ids.filter(gone));
  const drafts = new Set(folder === 'trash' ? ids.filter((id) => store.drafts.has(id)) : []);
  if (doomed.size + drafts.size > 0) {
    await mailbox.commit(async () => {
      const changes: Change[] = [...drafts].filter((id) => store.drafts.has(id)).map((id) => ({ delete: id }));
      for (const id of doomed) {
        if (!store.mails.has(id)) continue;
        changes.push({ delete: id });
        if (store.flags.has(id)) changes.push({ delete: await mailbox.derivedId('flags', id) });
      }
      return planOf(changes);
    });
  }
  await mark(session, ids.filter((id) => !doomed.has(id) && !drafts.has(id)), { folder });
}

const planOf = (changes: readonly Change[]): Plan | null => (changes.length === 0 ? null : { changes });
