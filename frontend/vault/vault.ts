/** The vault: the only place that holds keys and plaintext, behind the contract of `model/vault.ts`. */
import type { Calendar } from '../model/calendar.js';
import type { Completion, Contacts } from '../model/contacts.js';
import { type BodyView, type DraftView, type Folder, type FolderName, type KeyView, type Label, type LabelId, type MailView, type Marked, NO_PLACES, type OwnFolder, type Place, type Places, type Preferences, type Recipient, type Stopped, type Undo, type When } from '../model/mail.js';
import type { Offline, Waits } from '../model/offline.js';
import type { Searches } from '../model/search.js';
import type { Sorting } from '../model/sorting.js';
import type { Transport } from '../model/transport.js';
import type { ListPage, ListQuery, Prepared, Progress, Refused, Session, Strength, VaultEvent, VaultWorker } from '../model/vault.js';
import type { Account } from './account.js';
import { CalendarDesk } from './calendar.js';
import { calling, guarded, quiet } from './answering.js';
import { parseAddress } from './address.js';
import { complete } from './completion.js';
import { ContactDesk, type Doing } from './contacts.js';
import { type Device, indexedDbDevice } from './device.js';
import { Entry } from './entry.js';
import * as folders from './folders.js';
import { type Open, closeAll, openAll } from './opened.js';
import { OfflineDesk } from './offline-desk.js';
import { acceptKey, keyView, verifyKey } from './people.js';
import { dropPlace, keepFolder, keepLabel } from './places.js';
import { STANDARD, keepPreferences } from './preferences.js';
import { Declined, isOffline } from './refusal.js';
import { removeAll, removeContents, removeOld } from './scratch.js';
import { SearchDesk } from './searches.js';
import { Server } from './server.js';
import { SortingDesk } from './sorting-desk.js';
import { strength } from './strength.js';
import type { Pause } from './upload.js';
import * as views from './views.js';
import { suggestPassphrase } from './words.js';

const COMPLETIONS = 8;

export class LocalVault implements VaultWorker {
  readonly contacts: Contacts;
  readonly sorting: Sorting;
  readonly searches: Searches;
  readonly calendar: Calendar;
  readonly offline: Offline;
  readonly #device: Device;
  readonly #now: () => number;
  readonly #pause: Pause;
  readonly #listeners = new Set<(event: VaultEvent) => void>();
  #server: Server | null = null;
  #entry: Entry | null = null;
  #open: Open | null = null;

  constructor(device: Device = indexedDbDevice(), now: () => number = Date.now, pause: Pause = sleep) {
    this.#device = device;
    this.#now = now;
    this.#pause = pause;
    this.contacts = new ContactDesk(this.#doing);
    this.sorting = new SortingDesk(this.#doing, async (id) => (await this.#body(id)).text);
    this.searches = new SearchDesk(this.#doing);
    this.calendar = new CalendarDesk(this.#doing, (draft) => this.#mine().outbox.send(draft, () => undefined, 'now'));
    this.offline = new OfflineDesk(device, () => this.#open, (ids) => this.#changed(ids));
  }

  async start(transport: Transport): Promise<void> {
    this.#server = new Server(transport);
    this.#entry = new Entry(this.#server, this.#device);
  }

  // --- account ---

  suggestPassphrase = async (): Promise<string> => suggestPassphrase();
  strength = (passphrase: string): Promise<Strength> => strength(passphrase);

  signUp(local: string, passphrase: string, progress: Progress): Promise<Prepared | Refused> {
    return guarded(() => this.#ways().signUp(local, passphrase, quiet(progress)));
  }

  finishSignUp(words: readonly [string, string], progress: Progress): Promise<Session | Refused> {
    return guarded(async () => this.#enter(await this.#ways().finishSignUp(words, quiet(progress))));
  }

  signIn(address: string, passphrase: string, progress: Progress): Promise<Session | Refused> {
    return guarded(async () => this.#enter(await this.#ways().signIn(address, passphrase, quiet(progress))));
  }

  recover(address: string, words: readonly string[], passphrase: string, progress: Progress): Promise<Session | Refused> {
    return guarded(async () => this.#enter(await this.#ways().recover(address, words, passphrase, quiet(progress))));
  }

  async resume(): Promise<Session | null> {
    // Without a way to the server there is no session to resume.
    if (this.#entry === null) return null;
    if (this.#open !== null) return sessionOf(this.#open.account);
    const account = await this.#entry.resume();
    return account === null ? null : this.#enter(account);
  }

  changePassphrase(current: string, next: string, progress: Progress): Promise<null | Refused> {
    return guarded(async () => {
      await this.#ways().changePassphrase(this.#mine().account, current, next, quiet(progress));
      return null;
    });
  }

  enterConsole(address: string, passphrase: string, invitation: string | null): Promise<null | Refused> {
    return guarded(async () => {
      await this.#ways().enterConsole(address, passphrase, invitation);
      return null;
    });
  }

  async lock(reason: 'idle' | 'asked' | 'other-tab'): Promise<void> {
    await this.#close(reason);
  }

  async signOut(): Promise<boolean> {
    const isTold = await this.#server?.signOut().then(() => true, (fault: unknown) => !isOffline(fault));
    await this.#close('signed-out');
    await this.#device.queue.erase().catch(() => undefined);
    return isTold !== false;
  }

  // --- mail ---

  async subscribe(listener: (event: VaultEvent) => void): Promise<void> {
    this.#listeners.add(listener);
  }

  sync(): Promise<null | Refused> {
    return this.#open?.syncing.run() ?? Promise.resolve({ kind: 'refused', code: 'signed-out' });
  }

  unread = async (): Promise<Readonly<Partial<Record<Place, number>>>> => this.#open === null ? {} : views.unread(this.#open.store);

  async list(query: ListQuery): Promise<ListPage> {
    const open = this.#open;
    if (open === null) return { rows: [], total: 0, unread: 0 };
    return isSearch(query) ? open.finder.page(query) : views.listPage(open.store, query);
  }

  async rows(query: Pick<ListQuery, 'folder' | 'search'>): Promise<readonly (readonly string[])[]> {
    const open = this.#open;
    if (open === null) return [];
    return isSearch(query) ? open.finder.rows(query) : views.rows(open.store, query);
  }

  async excerpts(search: string, ids: readonly string[]): Promise<ReadonlyMap<string, Marked>> {
    return this.#open?.finder.excerpts(search, ids) ?? new Map<string, Marked>();
  }

  conversation(id: string): Promise<readonly MailView[] | Refused> {
    return guarded(async () => {
      const { reading, store } = this.#mine();
      return views.conversation(store, reading.mail(id));
    });
  }

  body(id: string): Promise<BodyView | Refused> {
    return guarded(() => this.#body(id));
  }

  attachment(id: string, index: number, progress: Progress): Promise<Blob | Refused> {
    return guarded(() => this.#mine().reading.attachment(id, index, (done, total) => quiet(progress)('download', done, total)));
  }

  async pauseAttachment(id: string, index: number): Promise<void> {
    this.#open?.reading.pause(id, index);
  }

  async cancelAttachment(id: string, index: number): Promise<void> {
    await this.#open?.reading.cancel(id, index);
  }

  keptAttachments(id: string): Promise<ReadonlyMap<number, number> | Refused> {
    return guarded(() => this.#mine().reading.kept(id));
  }

  source(id: string): Promise<{ readonly text: string; readonly size: number } | Refused> {
    return guarded(() => this.#mine().reading.source(id));
  }

  export(id: string, progress: Progress): Promise<Blob | Refused> {
    return guarded(() => this.#mine().reading.export(id, (done, total) => quiet(progress)('export', done, total)));
  }

  mark(ids: readonly string[], { seen, flagged }: { readonly seen?: boolean; readonly flagged?: boolean }): Promise<Undo | Refused> {
    const wanted = { ...(seen === undefined ? {} : { seen }), ...(flagged === undefined ? {} : { flagged }) };
    return this.#change(ids, (open) => folders.mark(open, ids, wanted));
  }

  move(ids: readonly string[], folder: Folder): Promise<Undo | Refused> {
    return this.#change(ids, (open) => folders.move(open, ids, folder));
  }

  remove(ids: readonly string[]): Promise<null | Refused> {
    return this.#done(ids, (open) => folders.remove(open, ids));
  }

  label(ids: readonly string[], label: LabelId, on: boolean): Promise<Undo | Refused> {
    return this.#change(ids, (open) => folders.label(open, ids, label, on));
  }

  undo(undo: Undo): Promise<null | Refused> {
    return this.#done(undo.before.map(({ mail }) => mail), (open) => folders.undo(open, undo));
  }

  // --- folders and labels ---

  places = async (): Promise<Places> => this.#open?.store.places ?? NO_PLACES;

  keepFolder(folder: Omit<FolderName, 'id'> & { readonly id: OwnFolder | null }): Promise<OwnFolder | Refused> {
    return this.#change([], (open) => keepFolder(open, folder));
  }

  keepLabel(label: Omit<Label, 'id'> & { readonly id: LabelId | null }): Promise<LabelId | Refused> {
    return this.#change([], (open) => keepLabel(open, label));
  }

  dropPlace(id: OwnFolder | LabelId): Promise<null | Refused> {
    return this.#done([], (open) => dropPlace(open, id));
  }

  // --- writing ---

  async preferences(): Promise<Preferences> {
    return this.#open?.store.preferences ?? STANDARD;
  }

  keepPreferences(wanted: Partial<Preferences>): Promise<Preferences | Refused> {
    return guarded(() => keepPreferences(this.#mine(), wanted));
  }

  async lookUp(address: string): Promise<Recipient> {
    return this.#mine().directory.lookUp(address);
  }

  async keys(address: string): Promise<KeyView | null> {
    return keyView(this.#mine(), parseAddress(address));
  }

  verifyKey(address: string, fingerprint: string): Promise<null | Refused> {
    return this.#done([], (open) => verifyKey(open, parseAddress(address), fingerprint));
  }

  acceptKey(address: string, fingerprint: string): Promise<null | Refused> {
    return this.#done([], (open) => acceptKey(open, parseAddress(address), fingerprint));
  }

  async strangers(addresses: readonly string[]): Promise<readonly string[]> {
    const { account, store } = this.#mine();
    return views.strangers(store, account.address.text, addresses);
  }

  async complete(text: string): Promise<readonly Completion[]> {
    const { store, account, now } = this.#mine();
    return complete(store, account.address.text, text, COMPLETIONS, now());
  }

  saveDraft(draft: DraftView): Promise<string | Refused> {
    return guarded(async () => {
      const id = await this.#mine().drafts.save(draft);
      this.#tell({ kind: 'mail', ids: [id] });
      return id;
    });
  }

  keepFile(file: Blob, progress: Progress, begun: (name: string) => void): Promise<string | Refused> {
    return guarded(() => this.#mine().keeping.keep(file, (done) => quiet(progress)('upload', Math.min(done, file.size), file.size), (name) => calling(() => begun(name))));
  }

  finishFile(draft: string | null, name: string, progress: Progress): Promise<null | Refused> {
    return guarded(async () => {
      await this.#mine().drafts.finish(draft, name, (done) => quiet(progress)('upload', done, 0));
      return null;
    });
  }

  async pauseFile(name: string): Promise<void> {
    this.#open?.keeping.pause(name);
  }

  async dropFile(name: string): Promise<void> {
    await this.#open?.keeping.drop(name);
  }

  draft(id: string): Promise<DraftView | Refused> {
    return guarded(() => this.#mine().drafts.open(id));
  }

  discardDraft(id: string): Promise<null | Refused> {
    return this.#done([id], (open) => open.drafts.discard(id));
  }

  send(draft: DraftView, progress: Progress, when: When = 'now'): Promise<string | Waits | Refused> {
    return this.#change([], async (open) => {
      const answer = await open.waiting.sendOrKeep(draft, quiet(progress), when);
      // Perhaps only one answer was lost.
      if (typeof answer !== 'string') void this.sync();
      return answer;
    });
  }

  cancelSend = async (): Promise<void> => this.#open?.outbox.cancel();

  withdraw(id: string): Promise<string | Refused> {
    return this.#change([id], (open) => open.held.withdraw(id));
  }

  stop(id: string): Promise<Stopped | Refused> {
    return guarded(async () => {
      const stopped = await this.#mine().outbox.stop(id);
      void this.sync();
      return stopped;
    });
  }

  sendNow(id: string, progress: Progress): Promise<string | Refused> {
    return this.#change([id], (open) => open.held.sendNow(id, quiet(progress)));
  }

  // --- inside ---

  #body(id: string): Promise<BodyView> {
    const { index, reading } = this.#mine();
    return reading.body(id, (one) => index.body(one));
  }

  async #enter(account: Account): Promise<Session> {
    if (this.#open !== null) closeAll(this.#open);
    this.#open = await openAll(account, { server: this.#server!, device: this.#device, now: this.#now, pause: this.#pause }, {
      tell: (event) => this.#tell(event),
      changed: (ids) => this.#changed(ids),
      signedOut: () => this.#close('signed-out'),
      proved: () => this.#ways().prove(account),
    });
    const { scratch } = this.#device;
    void removeContents(scratch).then(() => removeOld(scratch, this.#now())).catch(() => undefined);
    void this.sync();
    return sessionOf(account);
  }

  async #close(reason: 'idle' | 'asked' | 'other-tab' | 'signed-out'): Promise<void> {
    const open = this.#open;
    this.#open = null;
    this.#entry?.forget();
    if (open !== null) closeAll(open);
    await this.#device.forget().catch(() => undefined);
    const { scratch } = this.#device;
    await (reason === 'signed-out' ? removeAll(scratch) : removeContents(scratch)).catch(() => undefined);
    if (reason === 'signed-out') await this.#device.keep(null).catch(() => undefined);
    if (reason !== 'signed-out') await open?.mailbox.log.close();
    else await (open?.mailbox.log.end() ?? this.#device.shelf.erase().catch(() => undefined));
    if (open !== null) this.#tell({ kind: 'locked', reason });
  }

  /** A change of items by this account: the page is told of it. */
  #change<T>(ids: readonly string[], work: (open: Open) => Promise<T>): Promise<T | Refused> {
    return guarded(async () => {
      const result = await work(this.#mine());
      this.#changed(ids);
      return result;
    });
  }

  #done(ids: readonly string[], work: (open: Open) => Promise<void>): Promise<null | Refused> {
    return this.#change(ids, async (open) => {
      await work(open);
      return null;
    });
  }

  /** For the desks. */
  get #doing(): Doing {
    return { session: () => this.#open, mine: () => this.#mine(), change: (work) => this.#change([], work), done: (work) => this.#done([], work) };
  }

  #changed(ids: readonly string[]): void {
    this.#open?.alarm.set();
    this.#tell({ kind: 'mail', ids });
    this.#tell({ kind: 'folders' });
  }

  #tell(event: VaultEvent): void {
    for (const listener of this.#listeners) calling(() => listener(event));
  }

  #ways(): Entry {
    if (this.#entry === null) throw new Error('the vault has not been started');
    return this.#entry;
  }

  #mine(): Open {
    if (this.#open === null) throw new Declined('signed-out');
    return this.#open;
  }
}

const isSearch = ({ folder, search }: Pick<ListQuery, 'folder' | 'search'>): boolean => folder !== 'drafts' && folder !== 'outbox' && search.trim() !== '';

const sleep: Pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const sessionOf = ({ address, key }: Account): Session => ({ kind: 'session', address: address.text, fingerprint: key.fingerprint });
