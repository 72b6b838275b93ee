/** The vault: the only place that holds keys and plaintext, behind the contract of `model/vault.ts`. */
import type { BodyView, DraftView, Folder, KeyView, MailView, Recipient } from '../model/mail.js';
import type { Transport } from '../model/transport.js';
import type { ListPage, ListQuery, Prepared, Progress, Refused, Session, Strength, VaultEvent, VaultWorker } from '../model/vault.js';
import type { Account } from './account.js';
import { parseAddress } from './address.js';
import { fetchBlob, recheck, settleArrivals } from './arrivals.js';
import { MAX_BODY, readBody } from './body.js';
import { cleanType } from './clean.js';
import { type Device, indexedDbDevice } from './device.js';
import { Drafts } from './drafts.js';
import { Entry } from './entry.js';
import * as folders from './folders.js';
import type { Line as Mail } from './line.js';
import { utcDate } from './json.js';
import type { News } from './mailbox.js';
import { pinDomain } from './pins.js';
import { acceptKey, keyView, verifyKey } from './people.js';
import { Declined, Refusal } from './refusal.js';
import { type Outgoing, Sending } from './sending.js';
import { Server } from './server.js';
import { type OpenSession, closeSession, openSession } from './session.js';
import { strength } from './strength.js';
import type { Pause } from './upload.js';
import * as views from './views.js';
import { suggestPassphrase } from './words.js';

const COMPLETIONS = 8;
const KEPT_BODIES = 50;
/** Milliseconds between two notices while the mailbox is read for the first time. */
const REDRAW = 400;
/** Types that a page may show inline; everything else is only ever saved. */
const SHOWN = /^image\/(?:png|jpeg|gif|webp|avif)$/;

interface Open extends OpenSession {
  readonly drafts: Drafts;
  readonly bodies: Map<string, BodyView>;
  /** By draft: what was made but perhaps not submitted. */
  readonly outgoing: Map<string, Outgoing>;
  /** Told already. */
  rolledBack: boolean;
}

export class LocalVault implements VaultWorker {
  readonly #device: Device;
  readonly #now: () => number;
  readonly #pause: Pause;
  readonly #listeners = new Set<(event: VaultEvent) => void>();
  #server: Server | null = null;
  #entry: Entry | null = null;
  #open: Open | null = null;
  #sending: AbortController | null = null;
  /** Attachments on their way, by mail and index. */
  readonly #fetching = new Map<string, AbortController>();
  #syncing: Promise<null | Refused> | null = null;
  #next: Promise<null | Refused> | null = null;

  constructor(device: Device = indexedDbDevice(), now: () => number = Date.now, pause: Pause = sleep) {
    this.#device = device;
    this.#now = now;
    this.#pause = pause;
  }

  async start(transport: Transport): Promise<void> {
    this.#server = new Server(transport);
    this.#entry = new Entry(this.#server, this.#device);
  }

  // --- account ---

  async suggestPassphrase(): Promise<string> {
    return suggestPassphrase();
  }

  strength(passphrase: string): Promise<Strength> {
    return strength(passphrase);
  }

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

  async lock(reason: 'idle' | 'asked' | 'other-tab'): Promise<void> {
    await this.#close(reason);
  }

  async signOut(): Promise<void> {
    await this.#server?.signOut().catch(() => undefined);
    await this.#close('signed-out');
  }

  // --- mail ---

  async subscribe(listener: (event: VaultEvent) => void): Promise<void> {
    this.#listeners.add(listener);
  }

  /** Calls during a sync are joined into one more after it. */
  sync(): Promise<null | Refused> {
    if (this.#syncing === null) {
      this.#syncing = this.#syncOnce().finally(() => (this.#syncing = null));
      return this.#syncing;
    }
    this.#next ??= this.#syncing.then(() => {
      this.#next = null;
      return this.sync();
    });
    return this.#next;
  }

  async unread(): Promise<Readonly<Record<Folder, number>>> {
    return this.#open === null ? { inbox: 0, sent: 0, drafts: 0, trash: 0 } : views.unread(this.#open.store);
  }

  async list(query: ListQuery): Promise<ListPage> {
    return this.#open === null ? { rows: [], total: 0, unread: 0 } : views.listPage(this.#open.store, query);
  }

  conversation(id: string): Promise<readonly MailView[] | Refused> {
    return guarded(async () => {
      const { store } = this.#mine();
      return views.conversation(store, this.#mail(id));
    });
  }

  body(id: string): Promise<BodyView | Refused> {
    return guarded(async () => {
      const open = this.#mine();
      const kept = open.bodies.get(id);
      if (kept !== undefined) return kept;
      const mail = this.#shown(id);
      if (mail.header!.blobs[0]!.length > MAX_BODY) throw new Refusal('too-large', 'body');
      const blob = await fetchBlob(open, mail, 0);
      const body = await readBody(new Uint8Array(await blob.arrayBuffer()));
      if (open.bodies.size >= KEPT_BODIES) open.bodies.delete(open.bodies.keys().next().value!);
      open.bodies.set(id, body);
      return body;
    });
  }

  attachment(id: string, index: number, progress: Progress): Promise<Blob | Refused> {
    return guarded(async () => {
      const mail = this.#shown(id);
      const tell = quiet(progress);
      const key = `${id} ${index}`;
      const abort = new AbortController();
      this.#fetching.set(key, abort);
      try {
        const blob = await fetchBlob(this.#mine(), mail, index + 1, (done, total) => {
          if (abort.signal.aborted) throw new Declined('cancelled');
          tell('download', done, total);
        });
        const type = cleanType(mail.header!.blobs[index + 1]!.type);
        return blob.slice(0, blob.size, SHOWN.test(type) ? type : 'application/octet-stream');
      } finally {
        this.#fetching.delete(key);
      }
    });
  }

  async cancelAttachment(id: string, index: number): Promise<void> {
    this.#fetching.get(`${id} ${index}`)?.abort();
  }

  mark(ids: readonly string[], { seen, flagged }: { readonly seen?: boolean; readonly flagged?: boolean }): Promise<null | Refused> {
    const wanted = { ...(seen === undefined ? {} : { seen }), ...(flagged === undefined ? {} : { flagged }) };
    return this.#change(ids, (open) => folders.mark(open, ids, wanted));
  }

  move(ids: readonly string[], folder: Folder): Promise<null | Refused> {
    return this.#change(ids, (open) => folders.move(open, ids, folder));
  }

  // --- writing ---

  async lookUp(address: string): Promise<Recipient> {
    return this.#mine().directory.lookUp(address);
  }

  async keys(address: string): Promise<KeyView | null> {
    return keyView(this.#mine(), parseAddress(address));
  }

  verifyKey(address: string, fingerprint: string): Promise<null | Refused> {
    return this.#change([], (open) => verifyKey(open, parseAddress(address), fingerprint));
  }

  acceptKey(address: string, fingerprint: string): Promise<null | Refused> {
    return this.#change([], (open) => acceptKey(open, parseAddress(address), fingerprint));
  }

  async complete(text: string): Promise<readonly { readonly name: string; readonly email: string }[]> {
    const open = this.#mine();
    return views.complete(open.store, open.account.address.text, text, COMPLETIONS);
  }

  saveDraft(draft: DraftView): Promise<string | Refused> {
    return guarded(async () => {
      const id = await this.#mine().drafts.save(draft);
      this.#tell({ kind: 'mail', ids: [id] });
      return id;
    });
  }

  draft(id: string): Promise<DraftView | Refused> {
    return guarded(() => this.#mine().drafts.open(id));
  }

  discardDraft(id: string): Promise<null | Refused> {
    return this.#change([id], (open) => open.drafts.discard(id));
  }

  send(draft: DraftView, progress: Progress): Promise<string | Refused> {
    return guarded(async () => {
      const open = this.#mine();
      const abort = (this.#sending = new AbortController());
      const tell = quiet(progress);
      const outgoing = await this.#prepared(open, draft, abort.signal, tell);
      if (abort.signal.aborted) throw new Declined('cancelled');
      tell('submit', 0, 1);
      await open.mailbox.commit(async () => (open.store.mails.has(outgoing.mail.id) ? null : outgoing.plan()));
      if (draft.id !== null) open.outgoing.delete(draft.id);
      open.drafts.forget(draft.id);
      this.#tell({ kind: 'mail', ids: [outgoing.mail.id] });
      this.#tell({ kind: 'folders' });
      return outgoing.mail.id;
    });
  }

  async cancelSend(): Promise<void> {
    this.#sending?.abort();
  }

  // --- inside ---

  /** A draft whose submission got no answer is submitted again as it was: it may have been taken. */
  async #prepared(open: Open, draft: DraftView, signal: AbortSignal, progress: Progress): Promise<Outgoing> {
    const before = draft.id === null ? undefined : open.outgoing.get(draft.id);
    if (before !== undefined) {
      await open.mailbox.sync();
      if (open.store.mails.has(before.mail.id)) return before;
    }
    const outgoing = await new Sending(open, signal, progress).prepare(draft);
    if (draft.id !== null) open.outgoing.set(draft.id, outgoing);
    return outgoing;
  }

  async #enter(account: Account): Promise<Session> {
    if (this.#open !== null) closeSession(this.#open);
    const session = await openSession(account, this.#server!, this.#device, this.#now, this.#pause);
    this.#open = { ...session, drafts: new Drafts(session), bodies: new Map(), outgoing: new Map(), rolledBack: false };
    void this.sync();
    return sessionOf(account);
  }

  async #close(reason: 'idle' | 'asked' | 'other-tab' | 'signed-out'): Promise<void> {
    const open = this.#open;
    this.#open = null;
    this.#sending?.abort();
    this.#entry?.forget();
    if (open !== null) {
      open.bodies.clear();
      open.outgoing.clear();
      closeSession(open);
    }
    await this.#device.forget().catch(() => undefined);
    if (reason === 'signed-out') await this.#device.shelf.erase().catch(() => undefined);
    if (open !== null) this.#tell({ kind: 'locked', reason });
  }

  #syncOnce(): Promise<null | Refused> {
    return guarded(async () => {
      await this.#fetch(this.#mine());
      return null;
    });
  }

  async #fetch(open: Open): Promise<void> {
    const state = (name: 'syncing' | 'synced' | 'offline'): void => this.#tell({ kind: 'sync', state: name, at: utcDate(this.#now()) });
    state('syncing');
    try {
      const news = await open.mailbox.sync(this.#growing());
      open.rolledBack &&= news.rolledBack;
      this.#report(open, news);
      await this.#pinOwnDomain(open);
      const made = [...(await settleArrivals(open)), ...(await recheck(open))];
      if (made.length > 0) this.#changed(made);
      this.#report(open, open.mailbox.untold());
      state('synced');
    } catch (fault) {
      state('offline');
      if (fault instanceof Declined && fault.code === 'signed-out' && this.#open === open) await this.#close('signed-out');
      throw fault;
    }
  }

  /** While the mailbox is read the page hears of it, but not of every page. */
  #growing(): () => void {
    let told = 0;
    return () => {
      if (performance.now() - told < REDRAW) return;
      this.#changed([]);
      told = performance.now();
    };
  }

  #report(open: Open, { ids, foreign, rolledBack }: News): void {
    if (foreign) this.#tell({ kind: 'warning', code: 'foreign-item' });
    if (rolledBack && !open.rolledBack) this.#tell({ kind: 'warning', code: 'rolled-back' });
    open.rolledBack ||= rolledBack;
    if (ids.size > 0) this.#changed([...ids]);
  }

  async #pinOwnDomain(open: Open): Promise<void> {
    const { account, directory, mailbox, store } = open;
    try {
      const own = await directory.domain(account.address.domain);
      if ((await pinDomain(mailbox, store, own)).length === 0) return;
      await mailbox.commit(async () => {
        const changes = await pinDomain(mailbox, store, own);
        return changes.length === 0 ? null : { changes };
      });
    } catch (fault) {
      if (!(fault instanceof Declined) || fault.code !== 'domain-key-changed') throw fault;
      this.#tell({ kind: 'warning', code: 'domain-key-changed' });
    }
  }

  #change(ids: readonly string[], work: (open: Open) => Promise<void>): Promise<null | Refused> {
    return guarded(async () => {
      await work(this.#mine());
      this.#changed(ids);
      return null;
    });
  }

  #changed(ids: readonly string[]): void {
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

  #mail(id: string): Mail {
    const mail = this.#mine().store.mails.get(id);
    if (mail === undefined) throw new Declined('not-found');
    return mail;
  }

  /** Of a broken mail nothing inside is shown. */
  #shown(id: string): Mail {
    const mail = this.#mail(id);
    if (mail.verdict.name === 'broken') throw new Declined(mail.verdict.reason);
    return mail;
  }
}

const sleep: Pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const sessionOf = ({ address, key }: Account): Session => ({ kind: 'session', address: address.text, fingerprint: key.fingerprint });

/** Expected refusals become values; anything else is a fault and rejects. */
async function guarded<T>(work: () => Promise<T>): Promise<T | Refused> {
  try {
    return await work();
  } catch (fault) {
    if (fault instanceof Refusal) return { kind: 'refused', code: fault.reason };
    if (fault instanceof Declined) return { kind: 'refused', code: fault.code, ...(fault.retryAfter === null ? {} : { retryAfter: fault.retryAfter }) };
    throw fault;
  }
}

/** A callback is a proxy into the page: that it fails must not matter here. */
function calling(callback: () => unknown): void {
  try {
    void Promise.resolve(callback()).catch(() => undefined);
  } catch {
    // As above.
  }
}

const quiet =
  (progress: Progress): Progress =>
  (step, done, total, index) =>
    calling(() => progress(step, done, total, index));
