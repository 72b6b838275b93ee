/** The store as the page sees it: rows of conversations, mails, names to complete. Nothing here decides or changes anything. */
import type { AttachmentView, Delivery, EmailAddress, Folder, LabelId, MailRow, MailView, Place } from '../model/mail.js';
import type { ListPage, ListQuery } from '../model/vault.js';
import { cleanFileName, cleanType } from './clean.js';
import type { Draft } from './items.js';
import type { Line as Mail } from './line.js';
import { fold } from '../search/fold.js';
import { type Conversation, byTime } from './order.js';
import type { Store } from './store.js';

/** What lies there is shown nowhere else. */
const APART: readonly Place[] = ['trash', 'spam', 'requests'];

const FOLDERS: readonly Folder[] = ['inbox', 'requests', 'sent', 'archive', 'spam', 'trash'];

/** From best to worst. */
const STATES: readonly Delivery['state'][] = ['delivered', 'accepted', 'waiting', 'delayed', 'withdrawn', 'stopped', 'expired', 'refused'];

const wordsOf = (search: string): readonly string[] => fold(search).split(/\s+/).filter((word) => word !== '');

/** True for what only its own place shows. */
export const isApart = (store: Store, mail: Mail): boolean => APART.includes(store.folderOf(mail));

/** Ids of the mails of each row. */
export function rows(store: Store, { folder, search }: Pick<ListQuery, 'folder' | 'search'>): readonly (readonly string[])[] {
  if (folder === 'drafts' || folder === 'outbox') return draftsOf(store, folder, search).map(({ id }) => [id]);
  const order = store.order(folder);
  return order.slice(0, order.size).map((group) => group.map(({ id }) => id));
}

export function listPage(store: Store, { folder, search, from, count }: ListQuery): ListPage {
  if (folder === 'drafts' || folder === 'outbox') {
    const drafts = draftsOf(store, folder, search);
    return { rows: drafts.slice(from, from + count).map((draft) => draftRow(store, draft)), total: drafts.length, unread: 0 };
  }
  const order = store.order(folder);
  return { rows: rowsOf(store, order.slice(from, from + count)), total: order.size, unread: order.unread };
}

/** What waits for the network is a draft too, but stands in the outbox alone. */
function draftsOf(store: Store, place: 'drafts' | 'outbox', search: string): readonly Draft[] {
  const words = wordsOf(search);
  const drafts = [...store.drafts.values()].filter(({ id }) => store.waiting.has(id) === (place === 'outbox'));
  return drafts.filter((draft) => matchesDraft(draft, words)).sort((a, b) => ((a.savedAt ?? '') < (b.savedAt ?? '') ? 1 : -1));
}

/** Some mails by conversation, as a list shows them. */
export function grouped(store: Store, mails: readonly Mail[]): readonly (readonly Mail[])[] {
  const groups = new Map<Conversation, Mail[]>();
  for (const mail of mails) {
    const conversation = store.conversations.of(mail);
    const group = groups.get(conversation);
    if (group === undefined) groups.set(conversation, [mail]);
    else group.push(mail);
  }
  return [...groups.values()].map((group) => (group.length > 1 ? group.sort(byTime) : group)).sort((a, b) => byTime(b.at(-1)!, a.at(-1)!));
}

export const rowsOf = (store: Store, groups: readonly (readonly Mail[])[]): readonly MailRow[] => groups.map((group) => row(store, group));

export function unread(store: Store): Readonly<Partial<Record<Place, number>>> {
  const folders: readonly Folder[] = [...FOLDERS, ...store.places.folders.map(({ id }) => id)];
  const scheduled = store.held().length;
  const counts = folders.map((folder) => [folder, store.order(folder).unread] as const);
  const outbox = draftsOf(store, 'outbox', '').length;
  return { inbox: 0, ...Object.fromEntries(counts.filter(([, count]) => count > 0)), drafts: store.drafts.size - outbox, ...(outbox > 0 ? { outbox } : {}), ...(scheduled > 0 ? { scheduled } : {}) };
}

function row(store: Store, group: readonly Mail[]): MailRow {
  const newest = group.at(-1)!;
  const header = newest.header;
  const own = group.every((mail) => mail.own);
  const people = own ? [...(header?.to ?? []), ...(header?.cc ?? []), ...(header?.bcc ?? [])] : group.map(authorOf);
  const states = group.flatMap((mail) => store.deliveries(mail)).map(({ state }) => STATES.indexOf(state));
  return {
    id: newest.id,
    mails: group.map(({ id }) => id),
    people: distinct(people),
    subject: header?.subject ?? '',
    preview: header?.preview ?? '',
    at: group.map((mail) => store.timeOf(mail)).reduce((a, b) => (a > b ? a : b)),
    count: isApart(store, newest) ? group.length : store.conversations.of(newest).mails.filter((mail) => !isApart(store, mail)).length,
    seen: group.every((mail) => store.isSeen(mail)),
    flagged: group.some((mail) => store.flagsOf(mail).flagged),
    labels: labelsOf(store, group),
    snoozed: group.map((mail) => (store.isAway(mail) ? store.flagsOf(mail).snoozed : null)).find((until) => until !== null) ?? null,
    muted: group.some((mail) => store.flagsOf(mail).muted),
    folder: store.folderOf(newest),
    own,
    hasAttachment: group.some(hasFiles),
    verdict: newest.verdict,
    delivery: states.length === 0 ? null : STATES[Math.max(...states)]!,
    held: store.isHeld(newest.id) ? newest.held : null,
    ...endOf(newest),
    draft: false,
  };
}

const endOf = ({ header }: Mail): Pick<MailView, 'expires'> => (header?.expires === undefined ? {} : { expires: header.expires });

/** Pictures that the text shows do not count. */
export const hasFiles = ({ header }: Mail): boolean => header?.blobs.some(({ part, disposition }) => part === 'attachment' && disposition !== 'inline') === true;

/** Labels of any of the mails that still exist, in their own order. */
function labelsOf(store: Store, mails: readonly Mail[]): readonly LabelId[] {
  const given = new Set(mails.flatMap((mail) => store.flagsOf(mail).labels));
  return given.size === 0 ? [] : store.places.labels.map(({ id }) => id).filter((id) => given.has(id));
}

/** Of a broken mail only the domain that delivered it is known. */
const authorOf = ({ header, origin }: Mail): EmailAddress => header?.from ?? { name: null, email: origin };

function distinct(people: readonly EmailAddress[]): readonly EmailAddress[] {
  return [...new Map(people.map((one) => [one.email, one])).values()];
}

function draftRow(store: Store, draft: Draft): MailRow {
  const waits = store.waiting.get(draft.id);
  return {
    id: draft.id,
    mails: [draft.id],
    people: [...draft.to, ...draft.cc, ...draft.bcc],
    subject: draft.subject,
    preview: draft.text.slice(0, 256).replaceAll(/\s+/g, ' '),
    at: draft.savedAt ?? '',
    count: 1,
    seen: true,
    flagged: false,
    labels: [],
    snoozed: null,
    muted: false,
    folder: 'drafts',
    own: true,
    hasAttachment: draft.files.length > 0,
    verdict: { name: 'sealed' },
    delivery: null,
    held: null,
    draft: true,
    ...(waits === undefined ? {} : { waits: { why: waits.why } }),
  };
}

const matchesDraft = (draft: Draft, words: readonly string[]): boolean => {
  const haystack = fold([...draft.to, ...draft.cc, ...draft.bcc].flatMap(({ name, email }) => [name ?? '', email]).concat(draft.subject, draft.text.slice(0, 10_000)).join('\n'));
  return words.every((word) => haystack.includes(word));
};

/** All mails of the conversation, oldest first; those in spam or trash only if the one asked for is there, and then no others. */
export function conversation(store: Store, of: Mail): readonly MailView[] {
  const apart = (mail: Mail): Place | undefined => APART.find((place) => place === store.folderOf(mail));
  return store.conversations.of(of).mails.filter((mail) => apart(mail) === apart(of)).map((mail) => mailView(store, mail));
}

export function mailView(store: Store, mail: Mail): MailView {
  const { header } = mail;
  const { flagged, snoozed, muted, why } = store.flagsOf(mail);
  const pin = header === null ? undefined : store.contacts.get(header.from.email)?.keys.find(({ fingerprint }) => fingerprint === mail.signer);
  return {
    id: mail.id,
    folder: store.folderOf(mail),
    own: mail.own,
    from: authorOf(mail),
    to: header?.to ?? [],
    cc: header?.cc ?? [],
    bcc: header?.bcc ?? [],
    subject: header?.subject ?? '',
    preview: header?.preview ?? '',
    sentAt: header?.sentAt ?? mail.receivedAt,
    receivedAt: mail.receivedAt,
    messageId: header?.messageId ?? '',
    inReplyTo: header?.inReplyTo ?? [],
    references: header?.references ?? [],
    seen: store.isSeen(mail),
    flagged,
    labels: labelsOf(store, [mail]),
    snoozed: store.isAway(mail) ? snoozed : null,
    muted,
    why,
    verdict: mail.verdict,
    signer: mail.signer,
    keySince: pin?.since ?? null,
    attachments: attachments(mail),
    deliveries: store.deliveries(mail),
    held: store.isHeld(mail.id) ? mail.held : null,
    ...endOf(mail),
  };
}

const attachments = ({ header }: Mail): readonly AttachmentView[] =>
  (header?.blobs.slice(1) ?? []).map(({ name, type, length, cid }, index) => ({ index, name: cleanFileName(name), type: cleanType(type), size: length, cid }));

/** Those of the addresses to which no own mail went; oneself is known. */
export function strangers(store: Store, me: string, addresses: readonly string[]): readonly string[] {
  const unknown = new Map(addresses.map((address) => [address.trim().toLowerCase(), address]));
  unknown.delete(me);
  for (const { own, recipients } of store.mails.values()) {
    if (own) for (const { address } of recipients) unknown.delete(address.toLowerCase());
    if (unknown.size === 0) break;
  }
  return [...unknown.values()];
}
