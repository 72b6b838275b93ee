/** What stands inside mailbox items (spec 70.3, 70.4), between JSON and the vault's own types. */
import { type DraftView, type EmailAddress, type Folder, type Marks, type Verdict, isLabel, isOwnFolder } from '../model/mail.js';
import type { Why } from '../model/sorting.js';
import { normalDomain } from './address.js';
import { type Bytes, base64url } from './bytes.js';
import { type BlobReference, type Header, headerJson, readHeaderJson, readReference, referenceJson } from './header.js';
import type { Fields } from './json.js';
import { Refusal } from './refusal.js';
import { isBlobName } from './server.js';

/** Where an own mail went, and under which routing id. */
export interface Routed {
  readonly address: string;
  readonly field: 'to' | 'cc' | 'bcc';
  readonly routing: string;
  /** Fingerprints of the person's and the domain's certificate that it was sealed for, where it waits so long that they may change; else null. */
  readonly sealedFor: { readonly key: string; readonly domain: string } | null;
}

export interface Mail {
  readonly id: string;
  readonly own: boolean;
  /** Null of a broken mail: nothing in it is to be shown. */
  readonly header: Header | null;
  readonly verdict: Verdict;
  readonly signer: string | null;
  readonly origin: string;
  readonly receivedAt: string;
  /** Local names, in the order of the header's blobs; null for one that was not delivered. */
  readonly blobs: readonly (string | null)[];
  readonly recipients: readonly Routed[];
  /** UTCDate until which the own server holds it back, also when that is past; null if it never was held. */
  readonly held: string | null;
}

export interface Flags extends Marks {
  readonly mail: string;
}

/** One key as it was bound to an address. */
export interface PinnedKey {
  readonly fingerprint: string;
  readonly binding: Bytes;
  readonly sequence: number;
  /** UTCDate when it was first seen. */
  readonly since: string;
  /** Compared by the people themselves. */
  readonly verified: boolean;
}

export interface Contact {
  readonly address: string;
  readonly name: string | null;
  /** The pinned key first, then the earlier ones. */
  readonly keys: readonly PinnedKey[];
  /** A validly bound other key that was seen later and has not been accepted. */
  readonly changed: PinnedKey | null;
}

export interface Peer {
  readonly domain: string;
  /** Certificates, the present one first; each replaced by a rotation that the one after it signed. */
  readonly certificates: readonly Bytes[];
}

export interface Draft extends Omit<DraftView, 'files'> {
  readonly id: string;
  /** Where the text is too long for an item: the blob that holds it. `text` is then its beginning and `html` null. */
  readonly body: BlobReference | null;
  readonly files: readonly StoredFile[];
}

export interface StoredFile extends Omit<DraftView['files'][number], 'file' | 'stored'>, Kept {}

/** The blob that a draft holds of a file. */
export interface Kept {
  readonly blob: BlobReference | null;
  /** Where others fetch it; null if the blob is that of a mail that was taken back. */
  readonly link: string | null;
  /** False while the server has not all of it. */
  readonly whole: boolean;
}

export interface Arrival {
  readonly id: string;
  readonly routing: string;
  readonly origin: string;
  readonly time: string;
  readonly header: Bytes;
  readonly blobs: readonly { readonly name: string; readonly link: string; readonly sha256: Bytes; readonly size: number }[];
}

export const STATUS_STATES = ['accepted', 'claimed', 'refused', 'delayed', 'expired', 'withdrawn', 'stopped'] as const;
const STATUS_REASONS: ReadonlySet<string> = new Set([
  ...['no-such-address', 'bad-envelope', 'blob-unavailable', 'over-quota', 'too-large', 'expired', 'not-wanted', 'domain-key-changed', 'unknown-domain'],
]);

export interface Status {
  readonly routing: string;
  readonly state: (typeof STATUS_STATES)[number];
  readonly reason: string | null;
  readonly time: string;
}

const VERDICTS = ['verified', 'sealed', 'first-contact', 'unchecked', 'key-changed', 'incomplete', 'broken'] as const;
const FOLDERS: readonly string[] = ['inbox', 'requests', 'sent', 'archive', 'spam', 'trash'];

/** Where a mail can lie. */
export const isFolder = (id: string): id is Folder => FOLDERS.includes(id) || isOwnFolder(id);
/** Labels of one mail. */
const MAX_LABELS = 64;

/** The id stands outside: JSON leaves out what is undefined. */
export const mailJson = (mail: Mail): object => ({
  type: 'darkmail/mail/1',
  ...mail,
  id: undefined,
  header: mail.header === null ? null : headerJson(mail.header),
});

/** What the server deletes at its time cannot be missed: it does not count for the digest (spec 70.5). */
export const isEnding = (kind: string, content: Fields): boolean => kind === 'mail' && !content.isNull('header') && !content.object('header').isNull('expires');

export function readMail(id: string, from: Fields): Mail {
  from.expect('darkmail/mail/1');
  const verdict = from.object('verdict');
  const name = verdict.oneOf('name', VERDICTS);
  return {
    id,
    own: from.flag('own'),
    header: from.isNull('header') ? null : readHeaderJson(from.object('header')),
    verdict: name === 'broken' ? { name, reason: verdict.text('reason', 50) } : { name },
    signer: from.isNull('signer') ? null : from.fingerprint('signer'),
    origin: from.text('origin', 253),
    receivedAt: from.time('receivedAt'),
    blobs: from.list('blobs', 101).map((blob) => (typeof blob === 'string' && isBlobName(blob) ? blob : null)),
    recipients: from.objects('recipients', 100).map((one) => ({
      address: one.text('address', 320),
      field: one.oneOf('field', ['to', 'cc', 'bcc'] as const),
      routing: one.text('routing', 64),
      sealedFor: one.isNull('sealedFor') ? null : readSealedFor(one.object('sealedFor')),
    })),
    held: from.isNull('held') ? null : from.time('held'),
  };
}

const readSealedFor = (from: Fields): Routed['sealedFor'] => ({ key: from.fingerprint('key'), domain: from.fingerprint('domain') });

/** Those of a mail that nobody has touched. */
export const noFlags = (mail: string, own = false): Flags => ({ mail, seen: own, flagged: false, folder: own ? 'sent' : 'inbox', labels: [], snoozed: null, muted: false, why: null, judged: null, answered: null });

/** What is as it is for nearly all is left out, so that all that is usual fits into the smallest size and looks the same from outside. */
export function flagsJson({ labels, snoozed, muted, why, judged, answered, ...rest }: Flags): object {
  const kept = { snoozed, muted: muted || null, why, judged, answered, labels: labels.length === 0 ? null : labels };
  return { type: 'darkmail/flags/1', ...rest, ...Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== null)) };
}

export function readFlags(from: Fields): Flags {
  from.expect('darkmail/flags/1');
  const folder = from.text('folder', 24);
  if (!isFolder(folder)) throw new Refusal('malformed', 'folder');
  const labels = from.isNull('labels') ? [] : from.texts('labels', MAX_LABELS, 24).filter(isLabel);
  const judged = from.isNull('judged') ? null : from.object('judged');
  return {
    ...noFlags(from.text('mail', 64)),
    seen: from.flag('seen'),
    flagged: from.flag('flagged'),
    folder,
    labels,
    snoozed: from.isNull('snoozed') ? null : from.time('snoozed'),
    muted: !from.isNull('muted') && from.flag('muted'),
    why: from.isNull('why') ? null : readWhy(from.object('why')),
    judged: judged === null ? null : { as: judged.oneOf('as', ['spam', 'good'] as const), at: judged.time('at') },
    answered: from.isNull('answered') ? null : from.oneOf('answered', ['accepted', 'tentative', 'declined'] as const),
  };
}

function readWhy(from: Fields): Why {
  const by = from.oneOf('by', ['rule', 'block', 'mute', 'stranger', 'spam'] as const);
  if (by === 'rule') return { by, rule: from.text('rule', 24) };
  return by === 'spam' ? { by, words: from.texts('words', 10, 320) } : { by };
}

const pinJson = (pin: PinnedKey): object => ({ ...pin, binding: base64url(pin.binding) });

function readPin(from: Fields): PinnedKey {
  return {
    fingerprint: from.fingerprint('fingerprint'),
    binding: from.octets('binding'),
    sequence: from.count('sequence'),
    since: from.time('since'),
    verified: from.flag('verified'),
  };
}

export const contactJson = ({ keys, changed, ...contact }: Contact): object => ({
  type: 'darkmail/contact/1',
  ...contact,
  keys: keys.map(pinJson),
  changed: changed === null ? null : pinJson(changed),
});

export function readContact(from: Fields): Contact {
  from.expect('darkmail/contact/1');
  const keys = from.objects('keys', 64).map(readPin);
  if (keys.length === 0) throw new Refusal('malformed', 'keys');
  return { address: from.text('address', 320), name: from.textOrNull('name', 200), keys, changed: from.isNull('changed') ? null : readPin(from.object('changed')) };
}

export const peerJson = ({ domain, certificates }: Peer): object => ({ type: 'darkmail/peer/1', domain, certificates: certificates.map(base64url) });

export function readPeer(from: Fields): Peer {
  from.expect('darkmail/peer/1');
  const certificates = from.octetsList('certificates', 32);
  const domain = from.text('domain', 253);
  if (normalDomain(domain) !== domain || certificates.length === 0) throw new Refusal('malformed', 'peer');
  return { domain, certificates };
}

export const draftJson = (draft: Draft): object => ({
  type: 'darkmail/draft/1',
  ...draft,
  body: draft.body === null ? null : referenceJson(draft.body),
  files: draft.files.map((file) => ({ ...file, blob: file.blob === null ? null : referenceJson(file.blob) })),
  id: undefined,
});

export function readDraft(id: string, from: Fields): Draft {
  from.expect('darkmail/draft/1');
  const people = (name: string): readonly EmailAddress[] => from.objects(name, 500).map((one) => ({ name: one.textOrNull('name', 1000), email: one.text('email', 1000) }));
  return {
    id,
    to: people('to'),
    cc: people('cc'),
    bcc: people('bcc'),
    subject: from.text('subject'),
    text: from.text('text', 16_000_000),
    html: from.textOrNull('html', 16_000_000),
    body: from.isNull('body') ? null : readReference(from.object('body')),
    files: from.objects('files', 100).map((file) => {
      const source = file.isNull('from') ? null : file.object('from');
      return {
        name: file.text('name', 1000),
        type: file.text('type', 255),
        size: file.count('size'),
        from: source === null ? null : { mail: source.text('mail', 64), index: source.count('index') },
        blob: file.isNull('blob') ? null : readReference(file.object('blob')),
        link: file.textOrNull('link', 2048),
        whole: file.flag('whole'),
      };
    }),
    inReplyTo: from.texts('inReplyTo', 100),
    references: from.texts('references', 200),
    savedAt: from.isNull('savedAt') ? null : from.time('savedAt'),
    ...(from.isNull('expires') ? {} : { expires: from.text('expires', 24) }),
  };
}

/** Names of blobs that the server is to keep for the draft: only whole ones can be held. */
export const blobsOf = ({ body, files }: Draft): readonly string[] => [...(body === null ? [] : [body.id]), ...files.flatMap(({ blob, whole }) => (blob === null || !whole ? [] : [blob.id]))];

/** Made by the server: hostile. @throws Refusal */
export function readArrival(id: string, from: Fields): Arrival {
  from.expect('darkmail/arrival/1');
  const origin = from.text('origin', 253);
  if (normalDomain(origin) !== origin) throw new Refusal('malformed', 'origin');
  return {
    id,
    routing: from.text('routing', 64),
    origin,
    time: from.time('time'),
    header: from.octets('header'),
    blobs: from.objects('blobs', 128).map((blob) => {
      const name = blob.text('name', 64);
      if (!isBlobName(name)) throw new Refusal('malformed', 'blob name');
      return { name, link: blob.text('link', 2048), sha256: blob.octets('sha256', 32), size: blob.count('size') };
    }),
  };
}

/** Made by the server: hostile. @throws Refusal */
export function readStatus(from: Fields): Status {
  from.expect('darkmail/status/1');
  const reason = from.textOrNull('reason', 100);
  return {
    routing: from.text('routing', 64),
    state: from.oneOf('state', STATUS_STATES),
    reason: reason === null ? null : STATUS_REASONS.has(reason) ? reason : 'fault',
    time: from.time('time'),
  };
}
