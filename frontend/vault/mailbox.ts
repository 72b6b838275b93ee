/** The sealed items on the server, the store in memory and the device cache, kept equal (spec 70, 75). */
import { type Bytes, base64url } from './bytes.js';
import type { Device } from './device.js';
import { fill } from './fill.js';
import { isEnding } from './items.js';
import { Fields, parseObject } from './json.js';
import type { Line } from './line.js';
import { type Entry, Log } from './log.js';
import type { Kind, MailboxKey } from './mailbox-key.js';
import { Declined, Refusal } from './refusal.js';
import { Register } from './register.js';
import type { Changes, Item, Message, Operation, Server } from './server.js';
import type { Store } from './store.js';

/** One change of the account's own making. */
export type Change =
  | { readonly put: Kind; readonly id: string; readonly content: object; readonly blobs?: readonly string[]; readonly expires?: string }
  | { readonly delete: string };

/** Changes to commit together, in one transaction with messages to send or to take back. */
export interface Plan {
  readonly changes: readonly Change[];
  readonly messages?: readonly Message[];
  /** Seconds for which the server holds the messages back; none if missing. */
  readonly hold?: number;
  /** Routing ids of held messages. */
  readonly withdrawn?: readonly string[];
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

/** What belongs to one account on one device. */
export interface Place {
  readonly address: string;
  readonly device: Device;
  /** `account/cache` (spec 20.2). */
  readonly cacheKey: Bytes;
}

const PAGE = 500;
/** Changes in one step backwards: many of them have been overtaken by later ones. */
const WIDEST = 8 * PAGE;
const ATTEMPTS = 6;
/** Steps backwards between two writes of the cache. */
const STEPS = 8;
const nothing = (): News => ({ ids: new Set(), foreign: false, rolledBack: false });

interface Window {
  readonly from: number;
  readonly items: readonly Item[];
}

export class Mailbox {
  readonly #server: Server;
  readonly #key: MailboxKey;
  readonly #store: Store;
  readonly #device: Device;
  readonly #address: string;
  readonly #headId: string;
  /** The device cache. */
  readonly log: Log;
  #register = new Register();
  /** Read are all changes up to `floor`, and those from `low` to `since`. */
  #since = 0;
  #low = 0;
  #floor = 0;
  #width = PAGE;
  #ahead: Promise<Window> | null = null;
  #started = false;
  /** Some of it came from the device cache. */
  #fromCache = false;
  #head: { change: number; digest: string } | null = null;
  #queue: Promise<unknown> = Promise.resolve();
  #untold = nothing();

  private constructor(server: Server, key: MailboxKey, store: Store, { address, device }: Place, headId: string, log: Log) {
    this.#server = server;
    this.#key = key;
    this.#store = store;
    this.#device = device;
    this.#address = address;
    this.#headId = headId;
    this.log = log;
  }

  static async of(server: Server, key: MailboxKey, store: Store, place: Place): Promise<Mailbox> {
    const log = await Log.of(place.cacheKey, place.address, place.device.shelf);
    return new Mailbox(server, key, store, place, await key.derivedId('head', 'head'), log);
  }

  /** Its key goes; what is on its way ends as signed out. */
  erase(): void {
    this.#key.erase();
  }

  /** True if the item is there now. */
  lives(id: string): boolean {
    return this.#register.get(id)?.deleted === false;
  }

  /** True once it is known what this device has kept. */
  get isStarted(): boolean {
    return this.#started;
  }

  /** True if the item is or ever was there. */
  known(id: string): boolean {
    return this.#register.has(id);
  }

  derivedId(kind: Kind, name: string): Promise<string> {
    return this.#key.derivedId(kind, name);
  }

  /**
   * Reads everything that is new; the first time everything there is, newest first. `grown` is called when there is more
   * to show before the end. @throws Declined
   */
  async sync(grown: () => void = () => undefined): Promise<News> {
    if (!this.#started) await this.#alone(() => this.#start(grown));
    await this.#alone(() => this.#pull());
    for (let step = 1; this.#low > this.#floor; step++) {
      await this.#alone(() => this.#dig());
      grown();
      if (this.#low > this.#floor && step % STEPS === 0) await this.keep();
      if (this.#low === this.#floor) await this.#alone(() => this.#pull());
    }
    if (this.#untold.rolledBack && this.#fromCache) return this.#anew(grown);
    await this.keep();
    return this.untold();
  }

  /** Resolves when the device cache has what memory has. */
  keep(): Promise<void> {
    return this.log.flush({ since: this.#since, low: this.#low, floor: this.#floor, digest: this.#register.digest });
  }

  /** From the device cache, else from the server: all of it if it is little, else from its newest end. */
  async #start(grown: () => void): Promise<void> {
    const kept = await this.log.load((entries) => {
      for (const entry of entries) this.#restore(entry);
      grown();
    });
    if (kept !== null) {
      ({ since: this.#since, low: this.#low, floor: this.#floor } = kept);
      this.#register.resume(kept.digest);
      this.#fromCache = true;
    } else {
      this.#empty();
      const page = await this.#server.changes(0, PAGE);
      this.#floor = this.#low = this.#since = await this.#takeIn(page.items, 0, 'newer');
      if (page.more) this.#low = this.#since = (await this.#server.changes(Number.MAX_SAFE_INTEGER, 1)).change;
      // A number below what is there already would be a lie; the way forwards will show what there is.
      if (this.#low < this.#floor) this.#low = this.#since = this.#floor;
    }
    this.#started = true;
  }

  /** The cache does not agree with the server: what the server shows is judged alone. */
  async #anew(grown: () => void): Promise<News> {
    await this.log.erase();
    this.#untold = nothing();
    this.#ahead = null;
    this.#started = this.#fromCache = false;
    return this.sync(grown);
  }

  #empty(): void {
    this.#store.clear();
    this.#register = new Register();
    this.#head = null;
  }

  /** What was read on the way of commits, because another device was first, and has not been given away yet. */
  untold(): News {
    const news = this.#untold;
    this.#untold = nothing();
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
        await this.#pull();
      }
      throw new Declined('conflict');
    });
  }

  #meet({ ids = new Set(), foreign = false, rolledBack = false }: Partial<News>): void {
    const before = this.#untold;
    const all = before.ids as Set<string>;
    for (const id of ids) all.add(id);
    this.#untold = { ids: all, foreign: foreign || before.foreign, rolledBack: rolledBack || before.rolledBack };
  }

  #alone<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(work);
    this.#queue = result.catch(() => undefined);
    return result;
  }

  async #push(plan: Plan): Promise<boolean> {
    const { changes } = plan;
    if (!this.#started) return false;
    const complete = this.#low === this.#floor;
    // While older items are not read yet, the head's own word is what the next one is built on.
    if (!complete && this.#head === null) return false;
    // What the server may delete by itself does not count.
    const next = changes.map((change) => ('put' in change ? { id: change.id, kind: change.expires === undefined ? change.put : null } : { id: change.delete, kind: null }));
    const digest = this.#register.digestWith(next, complete ? this.#register.digest : this.#head!.digest);
    const head: Change = { put: 'head', id: this.#headId, content: { type: 'darkmail/head/1', change: this.#since, digest } };
    const all = [...changes, head];
    const batch = await Promise.all(all.map((change) => this.#operation(change)));
    const reached = await this.#send(plan, batch);
    if (reached === null) return false;
    await this.#remember(reached);
    await this.#remember(this.#register.revision(this.#headId) + 1, ' head');
    for (const change of all) {
      const id = 'put' in change ? change.id : change.delete;
      const revision = this.#register.revision(id) + 1;
      if ('put' in change) this.#take(change.put, id, revision, new Fields(JSON.parse(JSON.stringify(change.content))), 'newer');
      else this.#drop(this.#register.get(id)?.kind ?? '', id, revision, 'newer');
    }
    if (complete) void this.keep();
    return true;
  }

  /** A submission whose answer was lost is sent again as it was: its ids make that harmless. A withdrawal that was done is a conflict then. */
  async #send({ messages = [], hold = 0, withdrawn = [] }: Plan, batch: readonly Operation[]): Promise<number | null> {
    if (messages.length === 0 && withdrawn.length === 0) return this.#server.batch(batch);
    const send = () => (withdrawn.length > 0 ? this.#server.withdraw(withdrawn, batch) : this.#server.submit(messages, hold, batch));
    try {
      return await send();
    } catch (fault) {
      if (!(fault instanceof Declined) || fault.code !== 'offline') throw fault;
      return send();
    }
  }

  async #operation(change: Change): Promise<Operation> {
    const id = 'put' in change ? change.id : change.delete;
    const revision = this.#register.revision(id);
    if ('delete' in change) return { op: 'delete', id, revision };
    const ciphertext = base64url(await this.#key.seal(change.put, id, revision + 1, change.content));
    const put = { id, kind: change.put, revision, ciphertext, blobs: change.blobs ?? [] };
    return change.expires === undefined ? { op: 'put', ...put } : { op: 'put-until', ...put, expires: change.expires };
  }

  async #page(after: number): Promise<Changes> {
    const page = await this.#server.changes(after, PAGE);
    if (page.more && page.items.length === 0) throw new Refusal('malformed', 'no progress');
    return page;
  }

  /** Forwards, from what was read last to the newest. */
  async #pull(): Promise<void> {
    for (let more = true; more; ) {
      const page = await this.#page(this.#since);
      this.#since = await this.#takeIn(page.items, this.#since, 'newer');
      more = page.more;
      if (!more) this.#meet({ rolledBack: await this.#lessThanBefore(page.change) });
    }
  }

  /** One step backwards; the next one is on its way meanwhile. */
  async #dig(): Promise<void> {
    const reading = this.#ahead ?? this.#window(this.#low);
    this.#ahead = null;
    const { from, items } = await reading;
    this.#width = Math.min(WIDEST, Math.max(PAGE, Math.round((this.#width * PAGE) / Math.max(1, items.length))));
    if (from > this.#floor) {
      this.#ahead = this.#window(from);
      this.#ahead.catch(() => undefined);
    }
    await this.#takeIn(items, from, 'older');
    this.#low = from;
  }

  /** Items whose last change is in the step below `low`. */
  async #window(low: number): Promise<Window> {
    const from = Math.max(this.#floor, low - this.#width);
    const items: Item[] = [];
    for (let at = from, more = true; more && at < low; ) {
      const page = await this.#page(at);
      const wanted = page.items.filter(({ change }) => change <= low);
      items.push(...wanted);
      at = page.items.at(-1)?.change ?? low;
      more = page.more && wanted.length === page.items.length;
    }
    return { from, items };
  }

  /** Takes in a page and gives its last change number, or `after` for none. */
  async #takeIn(items: readonly Item[], after: number, age: 'newer' | 'older'): Promise<number> {
    const opened = await Promise.all(items.map((item) => this.#open(item)));
    const ids = new Set<string>();
    let last = after;
    let foreign = false;
    let rolledBack = false;
    for (const [i, item] of items.entries()) {
      const known = this.#register.get(item.id);
      if (item.change <= last) throw new Refusal('malformed', 'changes out of order');
      last = item.change;
      // What was read ahead may have been overtaken.
      if (age === 'newer' && known !== undefined && item.revision < known.revision) rolledBack = true;
      if (known !== undefined && (age === 'older' ? item.revision <= known.revision : item.revision === known.revision && item.deleted === known.deleted)) continue;
      ids.add(item.id);
      if (item.deleted) this.#drop(item.kind, item.id, item.revision, age);
      else if (!this.#take(item.kind, item.id, item.revision, opened[i] ?? null, age)) foreign = true;
    }
    this.#meet({ ids, foreign, rolledBack });
    return last;
  }

  async #lessThanBefore(change: number): Promise<boolean> {
    if (this.#low > this.#floor) return false;
    // The server numbers changes as it likes, but a head of an older revision it can only show again.
    const fresh = (await this.#remember(change)) && (await this.#remember(this.#register.revision(this.#headId), ' head'));
    if (change < this.#since || !fresh) return true;
    this.#since = change;
    return this.#head === null ? this.#register.living : this.#head.digest !== this.#register.digest || this.#head.change > change;
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
  #take(kind: string, id: string, revision: number, content: Fields | null, age: 'newer' | 'older'): boolean {
    const ours = content !== null && kind !== 'arrival' && kind !== 'status' && !isEnding(kind, content);
    this.#register.enter(id, { kind, revision, deleted: false, ours });
    let kept: unknown = null;
    try {
      if (content !== null) kept = this.#fill(kind, id, content);
    } catch (fault) {
      // Ours but of a form that this version does not know, or a server's nonsense: not shown.
      if (!(fault instanceof Refusal)) throw fault;
    }
    this.log.add([id, kind, revision, 0, ours ? 1 : 0, kept], age);
    return content !== null;
  }

  #restore([id, kind, revision, deleted, ours, content]: Entry): void {
    if (!this.#register.restore(id, { kind, revision, deleted: deleted === 1, ours: ours === 1 })) return;
    if (deleted === 1) this.#forget(id);
    else if (content === null) return;
    else if (kind === 'mail') this.#store.addMail(content as Line);
    else this.#fill(kind, id, new Fields(content));
  }

  /** Gives what the cache is to keep. @throws Refusal */
  #fill(kind: string, id: string, content: Fields): unknown {
    if (kind !== 'head') return fill(this.#store, kind, id, content);
    if (id !== this.#headId) return null;
    content.expect('darkmail/head/1');
    this.#head = { change: content.count('change'), digest: content.text('digest', 43) };
    return content.plain();
  }

  #drop(kind: string, id: string, revision: number, age: 'newer' | 'older'): void {
    const before = this.#register.get(id);
    const entry = { kind: before?.kind ?? kind, revision, deleted: true, ours: before?.ours ?? false };
    this.#forget(id);
    this.#register.enter(id, entry);
    this.log.add([id, entry.kind, revision, 1, entry.ours ? 1 : 0, null], age);
  }

  #forget(id: string): void {
    this.#store.removeMail(id);
    this.#store.drafts.delete(id);
    this.#store.removeCard(id);
    this.#store.arrivals.delete(id);
  }
}
