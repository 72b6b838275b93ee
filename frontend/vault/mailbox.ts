/** The sealed items on the server and the store in memory, kept equal (spec 70). */
import { sha256 } from '@noble/hashes/sha2.js';
import { base64url, fromHex, hex, utf8 } from './bytes.js';
import type { Device } from './device.js';
import { readArrival, readContact, readDraft, readFlags, readMail, readPeer, readStatus } from './items.js';
import { Fields, parseObject } from './json.js';
import type { Kind, MailboxKey } from './mailbox-key.js';
import { Declined, Refusal } from './refusal.js';
import type { Item, Message, Operation, Server } from './server.js';
import type { Store } from './store.js';

/** One change of the account's own making. */
export type Change =
  | { readonly put: Kind; readonly id: string; readonly content: object; readonly blobs?: readonly string[] }
  | { readonly delete: string };

/** Changes to commit together, with messages to send in the same transaction. */
export interface Plan {
  readonly changes: readonly Change[];
  readonly messages?: readonly Message[];
}

/** What a sync brought. */
export interface News {
  /** Ids of items that appeared, changed or went. */
  readonly ids: ReadonlySet<string>;
  /** Items that this account did not seal. */
  readonly foreign: boolean;
  /** The server shows less than it once had. */
  readonly rolledBack: boolean;
}

interface Registered {
  readonly kind: string;
  readonly revision: number;
  readonly deleted: boolean;
  /** Opened under the mailbox key, so that it counts for the digest. */
  readonly ours: boolean;
}

const PAGE = 500;
const ATTEMPTS = 6;
const MODULUS = 1n << 256n;
const NOTHING: News = { ids: new Set(), foreign: false, rolledBack: false };

export class Mailbox {
  readonly #server: Server;
  readonly #key: MailboxKey;
  readonly #store: Store;
  readonly #device: Device;
  readonly #address: string;
  readonly #headId: string;
  readonly #register = new Map<string, Registered>();
  #since = 0;
  #digest = 0n;
  #head: { change: number; digest: string } | null = null;
  #queue: Promise<unknown> = Promise.resolve();
  #untold = NOTHING;

  private constructor(server: Server, key: MailboxKey, store: Store, device: Device, address: string, headId: string) {
    this.#server = server;
    this.#key = key;
    this.#store = store;
    this.#device = device;
    this.#address = address;
    this.#headId = headId;
  }

  static async of(server: Server, key: MailboxKey, store: Store, device: Device, address: string): Promise<Mailbox> {
    return new Mailbox(server, key, store, device, address, await key.derivedId('head', 'head'));
  }

  /** True if the item is or ever was there. */
  known(id: string): boolean {
    return this.#register.has(id);
  }

  derivedId(kind: Kind, name: string): Promise<string> {
    return this.#key.derivedId(kind, name);
  }

  /** Reads everything that is new. @throws Declined */
  sync(): Promise<News> {
    return this.#alone(async () => {
      this.#meet(await this.#pull());
      return this.untold();
    });
  }

  /** What was read on the way of commits, because another device was first, and has not been given away yet. */
  untold(): News {
    const news = this.#untold;
    this.#untold = NOTHING;
    return news;
  }

  /**
   * Commits what `build` makes of the present state. When another device was first, it reads on and builds again. `build`
   * must not sync or commit; null means that there is nothing (left) to do. True if something was committed.
   */
  commit(build: () => Promise<Plan | null>): Promise<boolean> {
    return this.#alone(async () => {
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const plan = await build();
        if (plan === null) return false;
        if (await this.#push(plan)) return true;
        this.#meet(await this.#pull());
      }
      throw new Declined('conflict');
    });
  }

  #meet(news: News): void {
    const { ids, foreign, rolledBack } = this.#untold;
    this.#untold = { ids: new Set([...ids, ...news.ids]), foreign: foreign || news.foreign, rolledBack: rolledBack || news.rolledBack };
  }

  #alone<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(work);
    this.#queue = result.catch(() => undefined);
    return result;
  }

  async #push({ changes, messages = [] }: Plan): Promise<boolean> {
    let digest = this.#digest;
    for (const change of changes) {
      const id = 'put' in change ? change.id : change.delete;
      const before = this.#register.get(id);
      digest -= before === undefined ? 0n : term(id, before);
      if ('put' in change) digest += term(id, { kind: change.put, revision: (before?.revision ?? 0) + 1, deleted: false, ours: true });
    }
    const head: Change = { put: 'head', id: this.#headId, content: { type: 'darkmail/head/1', change: this.#since, digest: digestText(digest) } };
    const all = [...changes, head];
    const batch = await Promise.all(all.map((change) => this.#operation(change)));
    const reached = await this.#send(messages, batch);
    if (reached === null) return false;
    await this.#remember(reached);
    await this.#remember((this.#register.get(this.#headId)?.revision ?? 0) + 1, ' head');
    for (const change of all) {
      const id = 'put' in change ? change.id : change.delete;
      const revision = (this.#register.get(id)?.revision ?? 0) + 1;
      if ('put' in change) this.#take(change.put, id, revision, new Fields(JSON.parse(JSON.stringify(change.content))));
      else this.#drop(this.#register.get(id)?.kind ?? '', id, revision);
    }
    return true;
  }

  /** A submission whose answer was lost is sent again as it was: its ids make that harmless. */
  async #send(messages: readonly Message[], batch: readonly Operation[]): Promise<number | null> {
    if (messages.length === 0) return this.#server.batch(batch);
    try {
      return await this.#server.submit(messages, batch);
    } catch (fault) {
      if (!(fault instanceof Declined) || fault.code !== 'offline') throw fault;
      return this.#server.submit(messages, batch);
    }
  }

  async #operation(change: Change): Promise<Operation> {
    const id = 'put' in change ? change.id : change.delete;
    const revision = this.#register.get(id)?.revision ?? 0;
    if ('delete' in change) return { op: 'delete', id, revision };
    const ciphertext = base64url(await this.#key.seal(change.put, id, revision + 1, change.content));
    return { op: 'put', id, kind: change.put, revision, ciphertext, blobs: change.blobs ?? [] };
  }

  async #pull(): Promise<News> {
    const ids = new Set<string>();
    let foreign = false;
    let rolledBack = false;
    for (let more = true; more; ) {
      const page = await this.#server.changes(this.#since, PAGE);
      const opened = await Promise.all(page.items.map((item) => this.#open(item)));
      for (const [i, item] of page.items.entries()) {
        const known = this.#register.get(item.id);
        if (item.change <= this.#since) throw new Refusal('malformed', 'changes out of order');
        this.#since = item.change;
        if (known !== undefined && item.revision < known.revision) rolledBack = true;
        if (known !== undefined && item.revision === known.revision && item.deleted === known.deleted) continue;
        ids.add(item.id);
        if (item.deleted) this.#drop(item.kind, item.id, item.revision);
        else if (!this.#take(item.kind, item.id, item.revision, opened[i] ?? null)) foreign = true;
      }
      more = page.more;
      if (more && page.items.length === 0) throw new Refusal('malformed', 'no progress');
      if (!more) rolledBack = (await this.#lessThanBefore(page.change)) || rolledBack;
    }
    return { ids, foreign, rolledBack };
  }

  async #lessThanBefore(change: number): Promise<boolean> {
    // The server numbers changes as it likes, but a head of an older revision it can only show again.
    const headRevision = this.#register.get(this.#headId)?.revision ?? 0;
    const fresh = (await this.#remember(change)) && (await this.#remember(headRevision, ' head'));
    if (change < this.#since || !fresh) return true;
    this.#since = change;
    const living = [...this.#register.values()].some(({ ours, deleted, kind }) => ours && !deleted && kind !== 'head');
    return this.#head === null ? living : this.#head.digest !== digestText(this.#digest) || this.#head.change > change;
  }

  /** False if this device once saw a higher number. Without IndexedDB it remembers nothing. */
  async #remember(number: number, what = ''): Promise<boolean> {
    const name = this.#address + what;
    const highest = await this.#device.highestChange(name).catch(() => 0);
    if (number > highest) await this.#device.rememberChange(name, number).catch(() => undefined);
    return number >= highest;
  }

  async #open({ kind, id, revision, ciphertext, deleted }: Item): Promise<Fields | null> {
    if (deleted) return null;
    try {
      if (kind === 'arrival' || kind === 'status') return parseObject(ciphertext);
      return await this.#key.open(kind, id, revision, ciphertext);
    } catch (fault) {
      if (fault instanceof Refusal) return null;
      throw fault;
    }
  }

  /** False for what nobody but the server can have made, though it was not its to make. */
  #take(kind: string, id: string, revision: number, content: Fields | null): boolean {
    const ours = content !== null && kind !== 'arrival' && kind !== 'status';
    this.#enter(id, { kind, revision, deleted: false, ours });
    try {
      if (content !== null) this.#fill(kind, id, content);
    } catch (fault) {
      // Ours but of a form that this version does not know, or a server's nonsense: not shown.
      if (!(fault instanceof Refusal)) throw fault;
    }
    return content !== null;
  }

  #fill(kind: string, id: string, content: Fields): void {
    switch (kind) {
      case 'mail':
        this.#store.addMail(readMail(id, content));
        return;
      case 'flags': {
        const flags = readFlags(content);
        this.#store.flags.set(flags.mail, flags);
        return;
      }
      case 'draft':
        this.#store.drafts.set(id, readDraft(id, content));
        return;
      case 'contact': {
        const contact = readContact(content);
        this.#store.contacts.set(contact.address, contact);
        return;
      }
      case 'peer': {
        const peer = readPeer(content);
        this.#store.peers.set(peer.domain, peer);
        return;
      }
      case 'head':
        if (id !== this.#headId) return;
        content.expect('darkmail/head/1');
        this.#head = { change: content.count('change'), digest: content.text('digest', 43) };
        return;
      case 'arrival':
        this.#store.arrivals.set(id, readArrival(id, content));
        return;
      case 'status': {
        const status = readStatus(content);
        this.#store.statuses.set(status.routing, status);
        return;
      }
    }
  }

  #drop(kind: string, id: string, revision: number): void {
    const before = this.#register.get(id);
    this.#store.removeMail(id);
    this.#store.drafts.delete(id);
    this.#store.arrivals.delete(id);
    this.#enter(id, { kind: before?.kind ?? kind, revision, deleted: true, ours: before?.ours ?? false });
  }

  #enter(id: string, entry: Registered): void {
    const before = this.#register.get(id);
    this.#digest += term(id, entry) - (before === undefined ? 0n : term(id, before));
    this.#register.set(id, entry);
  }
}

function term(id: string, { kind, revision, deleted, ours }: Registered): bigint {
  if (deleted || !ours || kind === 'head') return 0n;
  return BigInt(`0x${hex(sha256(utf8(`${kind}\n${id}\n${revision}`)))}`);
}

function digestText(digest: bigint): string {
  const reduced = ((digest % MODULUS) + MODULUS) % MODULUS;
  return base64url(fromHex(reduced.toString(16).padStart(64, '0')));
}
