/** Marks, folders and labels of mails: small delta items beside them (spec 70.4). */
import type { Folder, LabelId, Marks, Undo } from '../model/mail.js';
import { type Flags, flagsJson } from './items.js';
import type { Line } from './line.js';
import type { Change, Plan } from './mailbox.js';
import { Declined } from './refusal.js';
import type { OpenSession } from './session.js';

/** Mails changed in one batch, of which the server takes 500 operations. */
const BATCH = 200;

type Wanted = Partial<Marks>;

/** Writes what differs from the present flags. @throws Declined */
export const mark = (session: OpenSession, ids: readonly string[], wanted: Pick<Wanted, 'seen' | 'flagged'>): Promise<Undo> => change(session, ids, () => wanted);

/** What is still to be sent is not hidden away before. @throws Declined `still-held` */
export async function move(session: OpenSession, ids: readonly string[], folder: Folder): Promise<Undo> {
  const { store } = session;
  if (store.held().some((mail) => ids.includes(mail.id) && homeOf(mail, folder) !== store.folderOf(mail))) throw new Declined('still-held');
  return change(session, ids, (mail) => ({ folder: homeOf(mail, folder) }));
}

/** Deletes for ever, of these, what is in the trash, and drafts. @throws Declined */
export async function remove(session: OpenSession, ids: readonly string[]): Promise<void> {
  const { mailbox, store } = session;
  await inBatches(session, ids, async (id) => {
    if (store.drafts.has(id)) return [{ delete: id }];
    const mail = store.mails.get(id);
    if (mail === undefined || store.folderOf(mail) !== 'trash') return [];
    return store.flags.has(id) ? [{ delete: id }, { delete: await mailbox.derivedId('flags', id) }] : [{ delete: id }];
  });
}

/** What one wrote oneself is at home in `sent`, and not in inbox, archive or spam. */
const homeOf = ({ own }: Line, folder: Folder): Folder => (own && (folder === 'inbox' || folder === 'archive' || folder === 'spam') ? 'sent' : folder);

/** @throws Declined */
export const label = (session: OpenSession, ids: readonly string[], id: LabelId, on: boolean): Promise<Undo> =>
  change(session, ids, (_, { labels }) => ({ labels: on ? [...new Set([...labels, id])] : labels.filter((one) => one !== id) }));

/** Puts back what a change replaced, and nothing else. @throws Declined */
export async function undo(session: OpenSession, { before }: Undo): Promise<void> {
  const was = new Map(before.map(({ mail, ...marks }) => [mail, marks]));
  await change(session, [...was.keys()], ({ id }) => was.get(id) ?? {});
}

async function change(session: OpenSession, ids: readonly string[], wish: (mail: Line, before: Flags) => Wanted): Promise<Undo> {
  const { mailbox, store } = session;
  const undone = new Map<string, Undo['before'][number]>();
  await inBatches(session, ids, async (id) => {
    const mail = store.mails.get(id);
    if (mail === undefined) return [];
    const before = store.flagsOf(mail);
    const wanted = wish(mail, before);
    if (same(before, { ...before, ...wanted })) return [];
    const replaced = Object.fromEntries(Object.keys(wanted).map((name) => [name, before[name as keyof Marks]])) as Wanted;
    undone.set(id, { mail: id, ...replaced });
    return [{ put: 'flags', id: await mailbox.derivedId('flags', id), content: flagsJson({ ...before, ...wanted }) }];
  });
  return { kind: 'undo', before: [...undone.values()] };
}

const same = (a: Flags, b: Flags): boolean => a.seen === b.seen && a.flagged === b.flagged && a.folder === b.folder && a.labels.join() === b.labels.join();

async function inBatches({ mailbox }: OpenSession, ids: readonly string[], changesOf: (id: string) => Promise<readonly Change[]>): Promise<void> {
  const all = [...new Set(ids)];
  for (let at = 0; at < all.length; at += BATCH) {
    await mailbox.commit(async () => planOf((await Promise.all(all.slice(at, at + BATCH).map(changesOf))).flat()));
  }
}

const planOf = (changes: readonly Change[]): Plan | null => (changes.length === 0 ? null : { changes });
