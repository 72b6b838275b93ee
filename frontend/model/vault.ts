/**
 * What the page may ask of the vault. Everything here is called through Comlink: arguments and results are structured
 * clones, callbacks are proxies. Expected refusals are values ({@link Refused}); a rejected promise is a fault.
 */
import type { Calendar } from './calendar.js';
import type { Completion, Contacts } from './contacts.js';
import type { BodyView, DraftView, Folder, FolderName, KeyView, Label, LabelId, MailRow, Marked, MailView, OwnFolder, Place, Places, Preferences, Recipient, Stopped, Undo, When } from './mail.js';
import type { Offline, Waits } from './offline.js';
import type { Searches } from './search.js';
import type { Sorting } from './sorting.js';
import type { Transport } from './transport.js';

/** An expected refusal. `code` is one of `docs/spec/80-http.md` §80.1, 10.6 or those named at the call. */
export interface Refused {
  readonly kind: 'refused';
  readonly code: string;
  /** Seconds until it is worth another try, where the server said so. */
  readonly retryAfter?: number;
}

/** Who is signed in. */
export interface Session {
  readonly kind: 'session';
  readonly address: string;
  /** Fingerprint of the own OpenPGP primary key. */
  readonly fingerprint: string;
}

/**
 * Long work tells how far it is: `done` of `total` in its own unit, `total` 0 when unknown. Steps: `keys` and `account`
 * (signing up and in), `recipients`, `upload` (octets), `file` (octets of the draft's file at `index`; once for each
 * separate copy that Bcc needs), `seal`, `submit` (sending), `download` (octets), `export` (parts).
 */
export type Progress = (step: string, done: number, total: number, index?: number) => void;

/** A passphrase as judged on the device. `score` 0 (hopeless) to 4 (strong); below 3 sign-up refuses. */
export interface Strength {
  readonly score: 0 | 1 | 2 | 3 | 4;
  /** What would help: `strength.common`, `strength.pattern`, `strength.date`, `strength.longer`, or null. */
  readonly hint: string | null;
}

/** A new account, not yet finished: the words must be typed back first. Kept in the vault until then. */
export interface Prepared {
  readonly kind: 'prepared';
  /** The 24 recovery words. */
  readonly words: readonly string[];
  /** The two places (0-based) that {@link Vault.finishSignUp} asks for. */
  readonly asked: readonly [number, number];
}

/** Something changed; the page asks again for what it shows. */
export type VaultEvent =
  | { readonly kind: 'mail'; readonly ids: readonly string[] }
  | { readonly kind: 'folders' }
  /** More mails can be searched than before. */
  | ({ readonly kind: 'index' } & Coverage)
  | { readonly kind: 'sync'; readonly state: 'syncing' | 'synced' | 'offline'; readonly at: string }
  | { readonly kind: 'locked'; readonly reason: 'idle' | 'asked' | 'signed-out' | 'other-tab' }
  | { readonly kind: 'warning'; readonly code: 'rolled-back' | 'domain-key-changed' | 'foreign-item' | 'resealed' | 'taken-back' | 'undelivered' | 'not-sent' };

/** How much of the mailbox the index knows; the other mails are found by people, subject, file names and first lines only. */
export interface Coverage {
  /** Mails whose whole text is searched. */
  readonly indexed: number;
  readonly total: number;
  /** UTCDate of the newest mail that is not among them, or null if all are. */
  readonly since: string | null;
}

export interface Found extends Coverage {
  /** True if words in order were looked for and not every mail could be compared: too many, or a body that is not on this device. */
  readonly partly: boolean;
  readonly milliseconds: number;
}

/** Options of a list. */
export interface ListQuery {
  readonly folder: Place;
  /**
   * A search, empty for none: words (the last one may be a beginning), `"words in order"`, `-word`, and the operators of `search/query.ts`. It
   * looks everywhere but in spam and trash; `in:` or a list of these two looks there. Of drafts: words alone.
   */
  readonly search: string;
  readonly from: number;
  readonly count: number;
}

/** A conversation as one row of the list, newest mail last. */
export interface ListPage {
  readonly rows: readonly MailRow[];
  readonly total: number;
  readonly unread: number;
  /** Of a search. */
  readonly found?: Found;
}

export interface Vault {
  readonly contacts: Contacts;
  readonly sorting: Sorting;
  readonly searches: Searches;
  readonly calendar: Calendar;
  readonly offline: Offline;

  // --- account (spec 20) ---
  /** A passphrase worth taking: seven words of the recovery list, 77 bits. */
  suggestPassphrase(): Promise<string>;
  strength(passphrase: string): Promise<Strength>;
  /** Makes keys. Codes: `invalid-address`, `weak-passphrase`. Nothing reaches the server yet. */
  signUp(local: string, passphrase: string, progress: Progress): Promise<Prepared | Refused>;
  /** Creates the account if both words are right. Codes: `wrong-words`, `address-taken`, `too-many`. */
  finishSignUp(words: readonly [string, string], progress: Progress): Promise<Session | Refused>;
  /** Without the server it opens what {@link Offline.keep} has kept. Codes: `wrong-credentials`, `weak-kdf`, `too-many`, `broken-account`, `offline`. */
  signIn(address: string, passphrase: string, progress: Progress): Promise<Session | Refused>;
  /** Signs in with the recovery words and sets a new passphrase. Codes as {@link signIn}, and `wrong-words`, `weak-passphrase`. */
  recover(address: string, words: readonly string[], passphrase: string, progress: Progress): Promise<Session | Refused>;
  /** The session of before a reload, or null. */
  resume(): Promise<Session | null>;
  changePassphrase(current: string, next: string, progress: Progress): Promise<null | Refused>;
  /**
   * Enters the operator's console (spec 20.6) by the passphrase of the address that is signed in. `invitation` is what stood
   * in the link of the server's log, or null. Codes as {@link signIn}, and `not-admin`, `signed-out`.
   */
  enterConsole(address: string, passphrase: string, invitation: string | null): Promise<null | Refused>;
  /** Forgets every key here and in IndexedDB; the server session stays, the passphrase is asked again. What waits for the server stays, sealed. */
  lock(reason: 'idle' | 'asked' | 'other-tab'): Promise<void>;
  /** Ends the session and forgets everything on this device, also what the server has not got yet ({@link Offline.unsent}). False if the server could not be told. */
  signOut(): Promise<boolean>;

  // --- mail ---
  subscribe(listener: (event: VaultEvent) => void): Promise<void>;
  /** Fetches what is new. Called by the page when the event stream or the network says so. */
  sync(): Promise<null | Refused>;
  /** Conversations with something unread, by folder; drafts and what is scheduled by their number. A place without any may be left out. */
  unread(): Promise<Readonly<Partial<Record<Place, number>>>>;
  list(query: ListQuery): Promise<ListPage>;
  /** As {@link MailRow.mails} of every row that the query has, without its `from` and `count`: for selecting all. */
  rows(query: Pick<ListQuery, 'folder' | 'search'>): Promise<readonly (readonly string[])[]>;
  /** Pieces of the texts of these mails that show what a search found; none where it stands elsewhere or the text is not on this device. */
  excerpts(search: string, ids: readonly string[]): Promise<ReadonlyMap<string, Marked>>;
  /** All mails of the conversation that the mail belongs to, oldest first. */
  conversation(id: string): Promise<readonly MailView[] | Refused>;
  /** Fetches, checks and decodes the body. Codes: 10.6, `not-found`, `offline`. */
  body(id: string): Promise<BodyView | Refused>;
  /**
   * The checked content of an attachment; nothing is returned before its last tag and hash have been checked. A large one goes on
   * from where it was broken off. Codes: 10.6, `not-found`, `incomplete`, `offline`, `device-full`, `paused`, `cancelled`.
   */
  attachment(id: string, index: number, progress: Progress): Promise<Blob | Refused>;
  /** Stops that after the present piece, so that it can go on later, also after a reload. */
  pauseAttachment(id: string, index: number): Promise<void>;
  /** Stops that after the present piece, or forgets what was kept of it. */
  cancelAttachment(id: string, index: number): Promise<void>;
  /** Octets of ciphertext that are here of attachments whose download was broken off, by index. */
  keptAttachments(id: string): Promise<ReadonlyMap<number, number> | Refused>;
  /** The beginning of the body's MIME entity, with its header fields; `size` is the whole in octets. */
  source(id: string): Promise<{ readonly text: string; readonly size: number } | Refused>;
  /** The whole mail as a file that other programs take (RFC 5322), its attachments put back (spec 30.3). */
  export(id: string, progress: Progress): Promise<Blob | Refused>;
  mark(ids: readonly string[], flags: { readonly seen?: boolean; readonly flagged?: boolean }): Promise<Undo | Refused>;
  /** Own mail goes back to `sent` where other mail goes to inbox, archive or spam. */
  move(ids: readonly string[], folder: Folder): Promise<Undo | Refused>;
  /** Deletes for ever, of these, what is in the trash, and drafts. */
  remove(ids: readonly string[]): Promise<null | Refused>;
  label(ids: readonly string[], label: LabelId, on: boolean): Promise<Undo | Refused>;
  /** Takes a change of marks back. */
  undo(undo: Undo): Promise<null | Refused>;

  // --- folders and labels ---
  places(): Promise<Places>;
  /** Makes (`id` null) or changes. Codes: `bad-name` (empty, or taken there), `too-many-places` (200 of each), `not-found`. */
  keepFolder(folder: Omit<FolderName, 'id'> & { readonly id: OwnFolder | null }): Promise<OwnFolder | Refused>;
  keepLabel(label: Omit<Label, 'id'> & { readonly id: LabelId | null }): Promise<LabelId | Refused>;
  /** What lay in a dropped folder is found in the archive; a dropped label is gone from all mails. */
  dropPlace(id: OwnFolder | LabelId): Promise<null | Refused>;

  // --- writing ---
  preferences(): Promise<Preferences>;
  /** Changes what is given; gives all of it. Codes: `bad-name`, `too-large` (about 160 kB together), `too-many-places`. */
  keepPreferences(wanted: Partial<Preferences>): Promise<Preferences | Refused>;
  /** Looks an address up at its domain, through the own server, sealed; remembered for 24 h. */
  lookUp(address: string): Promise<Recipient>;
  /** The keys that are pinned for an address, or null: for people who want to compare fingerprints. */
  keys(address: string): Promise<KeyView | null>;
  /** Records that the people themselves compared this fingerprint. Codes: `not-found`. */
  verifyKey(address: string, fingerprint: string): Promise<null | Refused>;
  /** Takes the changed key of an address in place of the pinned one, as {@link KeyView.changed} showed it. Codes: `not-found`. */
  acceptKey(address: string, fingerprint: string): Promise<null | Refused>;
  /** Those of the addresses to which this account has never written. */
  strangers(addresses: readonly string[]): Promise<readonly string[]>;
  /** People and groups that have words beginning as those of the text do, best first, at most 8. Nothing is asked of anybody. */
  complete(text: string): Promise<readonly Completion[]>;
  /** Saves a draft as a sealed item; text and HTML of at most 8 Mi characters each (else `too-large`). Returns its id. Files are kept by reference in this tab. */
  saveDraft(draft: DraftView): Promise<string | Refused>;
  /**
   * Seals and stores a file for a draft, step `upload` in octets; gives its name for {@link DraftFile.stored}. `begun` is called with
   * it when it is sealed: from then on a draft can hold it as pending. Codes: `over-quota`, `too-large`, `offline`, `paused`.
   */
  keepFile(file: Blob, progress: Progress, begun: (name: string) => void): Promise<string | Refused>;
  /**
   * Goes on with the upload of a pending file, also after a reload; `total` of the progress is unknown. Codes as {@link keepFile}, and `missing-file`
   * (neither the server nor this device has all of it), `conflict` (another tab uploads it).
   */
  finishFile(draft: string | null, name: string, progress: Progress): Promise<null | Refused>;
  /** Stops an upload after the present piece. */
  pauseFile(name: string): Promise<void>;
  /** Stops an upload for good and forgets the file. */
  dropFile(name: string): Promise<void>;
  draft(id: string): Promise<DraftView | Refused>;
  discardDraft(id: string): Promise<null | Refused>;
  /**
   * Seals, uploads and submits; the draft is gone when it succeeds. Returns the id of the sent mail.
   * Codes: `no-recipients`, `bad-recipient`, `unknown-domain`, `domain-away`, `domain-key-changed`, `key-changed`,
   * `missing-file` (a file must be chosen again), `too-many-files` (more than 64), `too-large`, `over-quota`, `offline`, `cancelled`,
   * `bad-time` (past, or more than 14 days ahead), `bad-expiry` (before it leaves, or years ahead). Where the server cannot be reached the mail
   * waits on this device, and `offline` is the answer only for files of more than 32 MiB, or if the device keeps nothing.
   */
  send(draft: DraftView, progress: Progress, when?: When): Promise<string | Waits | Refused>;
  cancelSend(): Promise<void>;
  /**
   * Takes back a mail that is held, as a draft with everything it had; gives the draft's id. The server decides, once and for all.
   * Codes: `already-sent`, `not-found`, `offline`, and those of {@link body}.
   */
  withdraw(id: string): Promise<string | Refused>;
  /** Stops what is on its way to those who do not have it yet. Codes: `not-found`, `offline`. */
  stop(id: string): Promise<Stopped | Refused>;
  /** Takes it back and sends it at once. Codes of {@link withdraw} and {@link send}; after one of the latter it is a draft. */
  sendNow(id: string, progress: Progress): Promise<string | Refused>;
}

/** What the worker exposes: the vault, and the call that gives it its only way to the server. Called once, first. */
export interface VaultWorker extends Vault {
  start(transport: Transport): Promise<void>;
}
