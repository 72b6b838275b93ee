/** The mail as the page shows it. Plaintext: it lives in the vault and in Lit components, nowhere else. */

import type { Answered } from './calendar.js';
import type { Why } from './sorting.js';

/** Folders and labels that people make are named by opaque ids everywhere outside the vault and its elements. */
export type OwnFolder = `f-${string}`;
export type LabelId = `l-${string}`;

/** Where a mail lies: in exactly one. `requests` is for mail of strangers. */
export type Folder = 'inbox' | 'requests' | 'sent' | 'drafts' | 'archive' | 'spam' | 'trash' | OwnFolder;

/** What a list shows: a folder, or a view across all but spam, trash and requests; `scheduled` is what is still held back, `outbox` what waits on this device for the network. */
export type Place = Folder | 'all' | 'starred' | 'snoozed' | 'scheduled' | 'outbox' | LabelId;

/** When a mail is to leave: now, or so many seconds after it is ready (time to think again), or at a UTCDate at most 14 days ahead. */
export type When = 'now' | { readonly seconds: number } | { readonly at: string };

export interface FolderName {
  readonly id: OwnFolder;
  readonly name: string;
  /** The folder around it, or null. */
  readonly parent: OwnFolder | null;
}

export interface Label {
  readonly id: LabelId;
  readonly name: string;
  /** 1 to 8. */
  readonly colour: number;
}

/** What people made to keep order; each in the order it was made. */
export interface Places {
  readonly folders: readonly FolderName[];
  readonly labels: readonly Label[];
}

export const NO_PLACES: Places = { folders: [], labels: [] };

export const isOwnFolder = (id: string): id is OwnFolder => /^f-[A-Za-z0-9_-]{22}$/.test(id);
export const isLabel = (id: string): id is LabelId => /^l-[A-Za-z0-9_-]{22}$/.test(id);

/** Marks of mails as they were before a change, to take it back; nothing but that can be done with it. */
export interface Undo {
  readonly kind: 'undo';
  readonly before: readonly ({ readonly mail: string } & Partial<Marks>)[];
}

export interface Marks {
  readonly seen: boolean;
  readonly flagged: boolean;
  readonly folder: Folder;
  readonly labels: readonly LabelId[];
  /** UTCDate until when it is away from the inbox; one that has passed says when it came back. */
  readonly snoozed: string | null;
  /** What answers it goes past the inbox. */
  readonly muted: boolean;
  /** Where nobody put it there. */
  readonly why: Why | null;
  /** What somebody said of it, for the learner of spam. */
  readonly judged: { readonly as: 'spam' | 'good'; readonly at: string } | null;
  /** What was answered to the invitation in it. */
  readonly answered: Answered | null;
}

/** RFC 8621 §4.1.2.3. */
export interface EmailAddress {
  readonly name: string | null;
  readonly email: string;
}

/** Spec 40.3. */
export type Verdict =
  | { readonly name: 'verified' | 'sealed' | 'first-contact' | 'unchecked' | 'key-changed' | 'incomplete' }
  | { readonly name: 'broken'; readonly reason: string };

/** What has become of a sent mail for one recipient. */
export interface Delivery {
  readonly address: string;
  readonly field: 'to' | 'cc' | 'bcc';
  readonly state: 'waiting' | 'accepted' | 'delivered' | 'refused' | 'delayed' | 'expired' | 'withdrawn' | 'stopped';
  /** Spec 50.3 where refused. */
  readonly reason: string | null;
  /** UTCDate of the last change. */
  readonly at: string;
}

/** It is still tried, and can be stopped. */
export const isUnderWay = (state: Delivery['state']): boolean => state === 'waiting' || state === 'delayed';

/** How many messages of a mail were stopped before they left, were stopped but may have arrived, and could not be stopped. */
export interface Stopped {
  readonly kind: 'stopped';
  readonly neverLeft: number;
  readonly mayHaveLeft: number;
  readonly tooLate: number;
}

/** A text in pieces; those that a search found are to be marked. */
export type Marked = readonly { readonly text: string; readonly hit: boolean }[];

/** What a search found in a row. */
export interface RowMarks {
  /** As {@link MailRow.people}: name, else address. */
  readonly people: readonly Marked[];
  readonly subject: Marked;
  readonly preview: Marked;
  /** Names of files, those alone that were found. */
  readonly files: readonly Marked[];
}

/** A conversation in the list. `id` is that of its newest mail in the folder. */
export interface MailRow {
  readonly id: string;
  /** Ids of all mails that the row stands for, oldest first: the conversation as far as it lies here. */
  readonly mails: readonly string[];
  /** Authors (of incoming mail) or recipients (in Sent and Drafts), newest last. */
  readonly people: readonly EmailAddress[];
  readonly subject: string;
  readonly preview: string;
  /** UTCDate. */
  readonly at: string;
  readonly count: number;
  readonly seen: boolean;
  readonly flagged: boolean;
  readonly labels: readonly LabelId[];
  /** UTCDate until when it is away, or null. */
  readonly snoozed: string | null;
  readonly muted: boolean;
  /** Where its newest mail lies. */
  readonly folder: Folder;
  /** True if all of it was written by this account. */
  readonly own: boolean;
  readonly hasAttachment: boolean;
  readonly verdict: Verdict;
  /** The worst delivery state of a sent mail, else null. */
  readonly delivery: Delivery['state'] | null;
  /** UTCDate when its newest mail leaves, while that is held back; else null. */
  readonly held: string | null;
  /** UTCDate when its newest mail vanishes; missing if it stays. */
  readonly expires?: string;
  /** True for a draft: opening it opens the composer. */
  readonly draft: boolean;
  /** Of a draft in the outbox: why it was stopped, or null while it waits for the network. */
  readonly waits?: { readonly why: string | null };
  /** Of a row that a search found. */
  readonly marks?: RowMarks;
}

export interface AttachmentView {
  readonly index: number;
  /** Cleaned: no path, no control or bidirectional characters, at most 255 octets. */
  readonly name: string;
  readonly type: string;
  /** Octets of the content. */
  readonly size: number;
  readonly cid: string | null;
}

export interface MailView {
  readonly id: string;
  readonly folder: Folder;
  /** True if this account wrote it. */
  readonly own: boolean;
  readonly from: EmailAddress;
  readonly to: readonly EmailAddress[];
  readonly cc: readonly EmailAddress[];
  /** Own mail: all Bcc; incoming: oneself or nobody. */
  readonly bcc: readonly EmailAddress[];
  readonly subject: string;
  readonly preview: string;
  /** UTCDate by the author's clock. */
  readonly sentAt: string;
  /** UTCDate by the own server's clock. */
  readonly receivedAt: string;
  readonly messageId: string;
  readonly inReplyTo: readonly string[];
  readonly references: readonly string[];
  readonly seen: boolean;
  readonly flagged: boolean;
  readonly labels: readonly LabelId[];
  readonly snoozed: string | null;
  readonly muted: boolean;
  /** Why it lies where nobody put it, or null. */
  readonly why: Why | null;
  readonly verdict: Verdict;
  /** Fingerprint of the key that signed this mail, null if broken. */
  readonly signer: string | null;
  /** UTCDate when that key was first seen. */
  readonly keySince: string | null;
  readonly attachments: readonly AttachmentView[];
  readonly deliveries: readonly Delivery[];
  /** UTCDate when it leaves, while it is held back and may be withdrawn; else null. */
  readonly held: string | null;
  /** UTCDate when it vanishes; missing if it stays. */
  readonly expires?: string;
}

/** A decoded body. `html` is hostile: only the frame component shows it, after cleaning. */
export interface BodyView {
  readonly text: string;
  readonly html: string | null;
}

/** An address as the composer's chip shows it. */
export interface Recipient {
  readonly email: string;
  readonly name: string | null;
  readonly state: 'sealed' | 'verified' | 'first-contact' | 'key-changed' | 'no-such-address' | 'unknown-domain' | 'domain-away' | 'domain-key-changed' | 'invalid' | 'too-many' | 'offline';
  readonly fingerprint: string | null;
}

/** What is pinned for an address (spec 60.2). */
export interface KeyView {
  readonly address: string;
  readonly fingerprint: string;
  /** UTCDate when it was first seen. */
  readonly since: string;
  /** True if the people compared it themselves. */
  readonly verified: boolean;
  /** A validly bound key other than the pinned one that was seen since, or null. */
  readonly changed: string | null;
}

/** A file of a draft. A `File` is a reference: its content is read only while it is sealed. */
export interface DraftFile {
  readonly name: string;
  readonly type: string;
  readonly size: number;
  /** Null when the draft was opened in another tab or after a reload: unless it is one of the two below, the file must be chosen again. */
  readonly file: Blob | null;
  /** Or an attachment of a mail that is forwarded. */
  readonly from: { readonly mail: string; readonly index: number } | null;
  /** Or a sealed blob that the draft itself holds, by its name; then every device has the file. */
  readonly stored: string | null;
  /** True if that blob is not uploaded as a whole yet. */
  readonly pending?: boolean;
}

export interface DraftView {
  /** Null before the first save. */
  readonly id: string | null;
  readonly to: readonly EmailAddress[];
  readonly cc: readonly EmailAddress[];
  readonly bcc: readonly EmailAddress[];
  readonly subject: string;
  readonly text: string;
  /** Cleaned HTML of the editor, or null for plain text. */
  readonly html: string | null;
  readonly files: readonly DraftFile[];
  /** The mail this answers, for threading. */
  readonly inReplyTo: readonly string[];
  readonly references: readonly string[];
  /** UTCDate of the last save. */
  readonly savedAt: string | null;
  /** When nobody is to have it any more: a UTCDate, or days from sending on (`P7D`, ISO 8601). Missing for no end. */
  readonly expires?: string | undefined;
}

/** A text to stand under mails. */
export interface Signature {
  /** Empty for one that is new. */
  readonly id: string;
  readonly name: string;
  /** As the editor gives it; it passes the editor's schema again before it is shown. */
  readonly html: string;
}

/** A mail that is written often. */
export interface Template extends Signature {
  readonly subject: string;
}

/** How one writes; the same on all devices. */
export interface Preferences {
  /** Seconds in which a mail can be taken back after Send. */
  readonly undo: 0 | 5 | 10 | 20 | 30;
  /** New mails begin as plain text. */
  readonly plain: boolean;
  /** Asks before something goes to an address for the first time. */
  readonly askNew: boolean;
  readonly signatures: readonly Signature[];
  /** Id of the one that new mails begin with, or null. */
  readonly signature: string | null;
  readonly templates: readonly Template[];
}
