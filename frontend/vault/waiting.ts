/** Mails that were sent without a network (spec 75.7): drafts on this device, with what sending them needs, until the server can be reached. */
import type { DraftFile, DraftView, When } from '../model/mail.js';
import type { Waits } from '../model/offline.js';
import type { Progress } from '../model/vault.js';
import { type Bytes, fromUtf8, utf8 } from './bytes.js';
import type { Queue } from './device.js';
import type { Drafts } from './drafts.js';
import { utcDate } from './json.js';
import type { Outbox } from './outbox.js';
import { Declined, Refusal, unlessOffline } from './refusal.js';
import { locks } from './scratch.js';
import { SealedQueue } from './sealed-queue.js';
import type { OpenSession } from './session.js';

/** One of them, by the id of its draft. */
interface Entry {
  readonly id: string;
  /** UTCDate. */
  readonly since: string;
  readonly when: When;
  /** Whatever is tried, only one mail of this id can ever be submitted. */
  readonly messageId: string;
  /** Indexes of the draft's files whose content is kept here. */
  readonly files: readonly number[];
  /** Why it was stopped, or null while it waits. */
  readonly why: string | null;
  readonly at: number;
}

const PREFIX = 'mail ';
/** Octets of the files of one mail that are kept on the device until it is sent. */
const MOST = 32 * 1024 * 1024;
const LOCK = 'darkmail-waiting';
/** What another try may mend by itself. */
const PASSING: ReadonlySet<string> = new Set(['domain-away', 'too-many', 'conflict', 'fault', 'cancelled', 'paused']);

export class Waiting {
  readonly #session: OpenSession;
  readonly #queue: SealedQueue;
  readonly #drafts: Drafts;
  readonly #outbox: Outbox;
  readonly #all = new Map<string, Entry>();
  #sending: string | null = null;

  private constructor(session: OpenSession, queue: SealedQueue, drafts: Drafts, outbox: Outbox) {
    this.#session = session;
    this.#queue = queue;
    this.#drafts = drafts;
    this.#outbox = outbox;
  }

  /** The secret may be wiped afterwards. */
  static async of(secret: Bytes, queue: Queue, session: OpenSession, drafts: Drafts, outbox: Outbox): Promise<Waiting> {
    return new Waiting(session, await SealedQueue.of(secret, session.account.address.text, queue), drafts, outbox);
  }

  /** Takes over what another tab, or this one before a reload, has left, and forgets what others have sent or taken back. */
  async load(): Promise<void> {
    const there = (await this.#queue.names(PREFIX)).filter((name) => !name.includes('.'));
    this.#all.clear();
    for (const id of there) {
      const octets = await this.#queue.read(PREFIX + id);
      if (octets !== null) this.#all.set(id, JSON.parse(fromUtf8(octets)) as Entry);
    }
    this.#show();
  }

  /** @throws Declined */
  async sendOrKeep(draft: DraftView, progress: Progress, when: When): Promise<string | Waits> {
    const messageId = this.#outbox.messageIdOf(draft);
    if (!this.#session.mailbox.isAway) {
      try {
        return await this.#outbox.send(draft, progress, when, messageId);
      } catch (fault) {
        unlessOffline(fault);
      }
    }
    const id = await this.add(draft, when, messageId);
    this.#session.mailbox.leave();
    return { kind: 'waits', id };
  }

  /**
   * Keeps a mail until it can be sent; gives its id, which is its draft's.
   * @throws Declined `offline` for files that are too large to be kept, or a device that keeps nothing
   */
  async add(view: DraftView, when: When, messageId: string): Promise<string> {
    const held = view.files.map((file, index) => ({ file, index })).filter(({ file }) => file.file !== null && (file.stored === null || file.pending === true));
    if (held.reduce((sum, { file }) => sum + file.file!.size, 0) > MOST) throw new Declined('offline');
    const contents = new Map<string, Bytes>();
    const id = await this.#drafts.save({ ...view, files: view.files.map((file) => (file.pending === true ? withoutBlob(file) : file)) });
    for (const { file, index } of held) contents.set(fileOf(id, index), new Uint8Array(await file.file!.arrayBuffer()));
    const at = Math.max(0, ...[...this.#all.values()].map((one) => one.at + 1));
    const entry: Entry = { id, since: utcDate(this.#session.now()), when, messageId, files: held.map(({ index }) => index), why: null, at };
    await this.#keep(entry, contents);
    return id;
  }

  /** Makes it a draft again. @throws Declined `already-sent`, `not-found` */
  async withdraw(id: string): Promise<string> {
    if (this.#sending === id) throw new Declined('already-sent');
    return alone(async () => {
      await this.load();
      if (!this.#all.has(id)) throw new Declined('not-found');
      const view = this.#all.get(id)!.files.length === 0 ? null : await this.#view(this.#all.get(id)!);
      await this.#drop(id);
      // The files are in this tab again, as if they had just been chosen.
      if (view !== null) await this.#drafts.save(view);
      return id;
    });
  }

  /** Drafts that others have changed or deleted meanwhile are not sent without their author. */
  async stop(ids: readonly string[]): Promise<boolean> {
    const stopped = ids.flatMap((id) => this.#all.get(id) ?? []).filter(({ why }) => why === null);
    for (const entry of stopped) await this.#keep({ ...entry, why: 'changed-elsewhere' });
    return stopped.length > 0;
  }

  /** Sends what waits, in the order in which it was written; true if one was stopped. @throws Declined `offline`, `signed-out` */
  async send(told: () => void): Promise<boolean> {
    if (this.#all.size === 0) return false;
    return alone(async () => {
      await this.load();
      let isStopped = false;
      for (const entry of [...this.#all.values()].sort((a, b) => a.at - b.at)) {
        if (entry.why !== null) continue;
        this.#sending = entry.id;
        try {
          await this.#sendOne(entry);
          await this.#drop(entry.id);
        } catch (fault) {
          if (!(fault instanceof Declined || fault instanceof Refusal)) throw fault;
          const code = fault instanceof Declined ? fault.code : fault.reason;
          if (code === 'offline' || code === 'signed-out') throw fault;
          if (PASSING.has(code)) continue;
          await this.#keep({ ...entry, why: code });
          isStopped = true;
        } finally {
          this.#sending = null;
        }
        told();
      }
      return isStopped;
    });
  }

  async #sendOne(entry: Entry): Promise<void> {
    const { mailbox, now, store } = this.#session;
    // An answer was lost: it was sent.
    if (store.mails.has(await mailbox.derivedId('mail', entry.messageId))) return this.#drafts.discard(entry.id);
    const view = await this.#view(entry);
    // Another device has sent or discarded it.
    if (view === null) return;
    const { when } = entry;
    const later = typeof when === 'object' && 'at' in when && Date.parse(when.at) > now() ? when : 'now';
    await this.#outbox.send(view, () => undefined, later, entry.messageId);
  }

  /** The draft with the files that are kept here; null if it has gone. */
  async #view({ id, files }: Entry): Promise<DraftView | null> {
    if (!this.#session.store.drafts.has(id)) return null;
    const view = await this.#drafts.open(id);
    const whole: DraftFile[] = [];
    for (const [index, file] of view.files.entries()) {
      const octets = files.includes(index) ? await this.#queue.read(fileOf(id, index)) : null;
      whole.push(octets === null ? file : { ...withoutBlob(file), file: new Blob([octets], { type: file.type }) });
    }
    return { ...view, files: whole };
  }

  async #keep(entry: Entry, contents: ReadonlyMap<string, Bytes> = new Map()): Promise<void> {
    try {
      await this.#queue.write(new Map([[PREFIX + entry.id, utf8(JSON.stringify(entry))], ...contents]), []);
    } catch {
      throw new Declined('offline');
    }
    this.#all.set(entry.id, entry);
    this.#show();
  }

  async #drop(id: string): Promise<void> {
    const { files = [] } = this.#all.get(id) ?? {};
    await this.#queue.write(new Map(), [PREFIX + id, ...files.map((index) => fileOf(id, index))]);
    this.#all.delete(id);
    this.#show();
  }

  #show(): void {
    const { waiting } = this.#session.store;
    waiting.clear();
    for (const { id, since, when, why } of this.#all.values()) waiting.set(id, { since, when, why });
  }
}

const fileOf = (id: string, index: number): string => `${PREFIX}${id}.${index}`;

const withoutBlob = ({ name, type, size, file, from }: DraftFile): DraftFile => ({ name, type, size, file, from, stored: null });

/** One tab at a time sends or takes back. */
const alone = <T>(work: () => Promise<T>): Promise<T> => (locks === undefined ? work() : (locks.request(LOCK, work) as Promise<T>));
