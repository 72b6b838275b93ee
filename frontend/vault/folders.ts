/** Marks, folders and labels of mails: small delta items beside them (spec 70.4). */
import type { Folder, LabelId, Marks, Undo } from '../model/mail.js';
import { type Flags, flagsJson } from './items.js';
import type { Line } from './line.js';
import type { Change } from './plan.js';
import { utcDate } from './json.js';
import { foldJudgements } from './learner.js';
import { Declined } from './refusal.js';
import type { OpenSession } from './session.js';

/** Mails changed in one batch, of which the server takes 500 operations. */
const BATCH = 200;

type Wanted = Partial<Marks>;
const NONE: ReadonlySet<string> = new Set();

/** Writes what differs from the present flags. What is away comes back unread, whoever looks at it meanwhile. @throws Declined */
export const mark = (session: OpenSession, ids: readonly string[], wanted: Pick<Wanted, 'seen' | 'flagged'>): Promise<Undo> =>
  rewrite(session, ids, (mail, { seen }) => (session.store.isAway(mail) ? { ...wanted, seen } : wanted));

/** What is still to be sent is not hidden away before. @throws Declined `still-held` */
export async function move(session: OpenSession, ids: readonly string[], folder: Folder): Promise<Undo> {
  const { store } = session;
  if (store.held().some((mail) => ids.includes(mail.id) && homeOf(mail, folder) !== store.folderOf(mail))) throw new Declined('still-held');
  return rewrite(session, ids, (mail, before) => ({ folder: homeOf(mail, folder), snoozed: null, why: null, judged: judgedBy(mail, before, folder, utcDate(session.now())) }));
}

/** Moving to spam and out of it says what somebody thinks of the mail. */
function judgedBy({ own }: Line, before: Flags, to: Folder, at: string): Flags['judged'] {
  if (own || to === before.folder) return before.judged;
  if (to === 'spam') return { as: 'spam', at };
  return before.folder === 'spam' && to !== 'trash' ? { as: 'good', at } : before.judged;
}

/** Away from the inbox until then, or (null) back at once. Own mail stays where it is. @throws Declined */
export const snooze = (session: OpenSession, ids: readonly string[], until: string | null): Promise<Undo> =>
  rewrite(session, ids, ({ own }) => (own ? {} : until === null ? { snoozed: null } : { folder: 'inbox', snoozed: until, seen: false, why: null }));

/** A muted conversation leaves the inbox. @throws Declined */
export const mute = (session: OpenSession, ids: readonly string[], on: boolean): Promise<Undo> =>
  rewrite(session, ids, ({ own }, { folder }) => ({ muted: on, ...(on && !own && folder === 'inbox' ? { folder: 'archive' as const, snoozed: null } : {}) }));

/** Lets in all mail of those who wrote these. @throws Declined */
export async function accept(session: OpenSession, ids: readonly string[]): Promise<Undo> {
  const { store } = session;
  const authors = new Set(ids.flatMap((id) => store.mails.get(id)?.header?.from.email ?? []));
  const waiting = [...store.mails.values()].filter((mail) => store.folderOf(mail) === 'requests' && mail.header !== null && authors.has(mail.header.from.email));
  return rewrite(session, waiting.map(({ id }) => id), () => ({ folder: 'inbox', why: null }));
}

/** Deletes for ever, of these, what is in the trash, and drafts. @throws Declined */
export async function remove(session: OpenSession, ids: readonly string[]): Promise<void> {
  const { mailbox, store } = session;
  await inBatches(session, ids, async (id) => {
    if (store.drafts.has(id)) return [{ delete: id }];
    const mail = store.mails.get(id);
    if (mail === undefined || store.folderOf(mail) !== 'trash') return [];
    return store.flags.has(id) ? [{ delete: id }, { delete: await mailbox.derivedId('flags', id) }] : [{ delete: id }];
  }, (going) => foldJudgements(mailbox, store, going));
}

/** What one wrote oneself is at home in `sent`, and not in inbox, archive or spam. */
const homeOf = ({ own }: Line, folder: Folder): Folder => (own && (folder === 'inbox' || folder === 'archive' || folder === 'spam') ? 'sent' : folder);

/** @throws Declined */
export const label = (session: OpenSession, ids: readonly string[], id: LabelId, on: boolean): Promise<Undo> =>
  rewrite(session, ids, (_, { labels }) => ({ labels: on ? [...new Set([...labels, id])] : labels.filter((one) => one !== id) }));

/** Puts back what a change replaced, and nothing else. @throws Declined */
export async function undo(session: OpenSession, { before }: Undo): Promise<void> {
  const was = new Map(before.map(({ mail, ...marks }) => [mail, marks]));
  await rewrite(session, [...was.keys()], ({ id }) => was.get(id) ?? {});
}

/** Changes marks, and gives those that they replaced. @throws Declined */
export async function rewrite(session: OpenSession, ids: readonly string[], wish: (mail: Line, before: Flags) => Wanted): Promise<Undo> {
  const { mailbox, store } = session;
  const undone = new Map<string, Undo['before'][number]>();
  await inBatches(session, ids, async (id) => {
    const mail = store.mails.get(id);
    if (mail === undefined) return [];
    const before = store.flagsOf(mail);
    const wanted = wish(mail, before);
    if (same(before, { ...before, ...wanted })) return [];
    const differ = (name: keyof Marks): boolean => JSON.stringify(before[name]) !== JSON.stringify(wanted[name]);
    const replaced = Object.fromEntries((Object.keys(wanted) as (keyof Marks)[]).filter(differ).map((name) => [name, before[name]])) as Wanted;
    undone.set(id, { mail: id, ...replaced });
    return [{ put: 'flags', id: await mailbox.derivedId('flags', id), content: flagsJson({ ...before, ...wanted }) }];
  }, () => foldJudgements(mailbox, store, NONE));
  return { kind: 'undo', before: [...undone.values()] };
}

const same = (a: Flags, b: Flags): boolean => JSON.stringify(flagsJson(a)) === JSON.stringify(flagsJson(b));

async function inBatches({ mailbox }: OpenSession, ids: readonly string[], changesOf: (id: string) => Promise<readonly Change[]>, also: (batch: ReadonlySet<string>) => Promise<readonly Change[]> = async () => []): Promise<void> {
  const all = [...new Set(ids)];
  for (let at = 0; at < all.length; at += BATCH) {
    const batch = all.slice(at, at + BATCH);
    await mailbox.change(async () => {
      const changes = (await Promise.all(batch.map(changesOf))).flat();
      return changes.length === 0 ? null : { changes: [...changes, ...(await also(new Set(batch)))] };
    });
  }
}
