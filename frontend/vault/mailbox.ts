/** The sealed items on the server, the store in memory and the device cache, kept equal (spec 70, 75). */
import type { Bytes } from './bytes.js';
import type { Device } from './device.js';
import { fill, forget } from './fill.js';
import { isEnding } from './items.js';
import { Fields } from './json.js';
import type { Line } from './line.js';
import { type Entry, Log } from './log.js';
import type { Kind, MailboxKey } from './mailbox-key.js';
import { type Change, type News, type Plan, Untold, contentOf, idOf, operationOf, submitted } from './plan.js';
import { Overlay } from './overlay.js';
import { Pages } from './pages.js';
import { Pending } from './pending.js';
import { Declined, Refusal, isOffline } from './refusal.js';
import { Register } from './register.js';
import type { Item, Server } from './server.js';
import type { Store } from './store.js';

/** What belongs to one account on one device. */
export interface Place {
  readonly address: string;
  readonly device: Device;
  /** `account/cache` (spec 20.2). */
  readonly cacheKey: Bytes;
}

const ATTEMPTS = 6;
/** Steps backwards between two writes of the cache. */
const STEPS = 8;
/** Changes that waited, in one batch; the server takes 500 operations. */
const SOME = 200;
/** What the server may say to a change that waited for good. */
const HOPELESS: ReadonlySet<string> = new Set(['bad-request', 'too-large', 'not-found']);

export class Mailbox {
  readonly #server: Server;
  readonly #pages: Pages;
  readonly #key: MailboxKey;
  readonly #store: Store;
  readonly #device: Device;
  readonly #address: string;
  readonly #headId: string;
  /** The device cache. */
  readonly log: Log;
  /** What the server has not got yet. */
  readonly overlay: Overlay;
  /** The server could not be reached the last time. */
  #away = false;
  #register = new Register();
  /** Read are all changes up to `floor`, and those from `low` to `since`. */
  #since = 0;
  #low = 0;
  #floor = 0;
  #started = false;
  /** Some of it came from the device cache. */
  #fromCache = false;
  #head: { change: number; digest: string } | null = null;
  #queue: Promise<unknown> = Promise.resolve();
  readonly #untold = new Untold();

  private constructor(server: Server, key: MailboxKey, store: Store, { address, device }: Place, headId: string, log: Log, pending: Pending) {
    this.#server = server;
    this.#pages = new Pages(server);
    this.#key = key;
    this.#store = store;
    this.#device = device;
    this.#address = address;
    this.#headId = headId;
    this.log = log;
    this.overlay = new Overlay(store, pending, (id) => this.#register.get(id), (name) => key.derivedId('draft', name));
  }

  static async of(server: Server, key: MailboxKey, store: Store, place: Place): Promise<Mailbox> {
    const { cacheKey, address, device } = place;
    const [log, pending] = await Promise.all([Log.of(cacheKey, address, device.shelf), Pending.of(cacheKey, address, device.queue)]);
    return new Mailbox(server, key, store, place, await key.derivedId('head', 'head'), log, pending);
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

  /** True if the server could not be reached the last time: what can wait is not tried. */
  get isAway(): boolean {
    return this.#away;
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
    try {
      return await this.#read(grown);
    } catch (fault) {
      this.#away ||= isOffline(fault);
      throw fault;
    }
  }

  /** What the device has kept, without asking the server for what is new. @throws Declined */
  async load(grown: () => void): Promise<void> {
    try {
      if (!this.#started) await this.#alone(() => this.#start(grown));
    } finally {
      await this.#alone(() => this.overlay.adopt());
    }
  }

  /** The server is known to be away. */
  leave(): void {
    this.#away = true;
  }

  async #read(grown: () => void): Promise<News> {
    await this.load(grown);
    await this.#alone(() => this.#pull());
    this.#away = false;
    for (let step = 1; this.#low > this.#floor; step++) {
      await this.#alone(() => this.#dig());
      grown();
      if (this.#low > this.#floor && step % STEPS === 0) await this.keep();
      if (this.#low === this.#floor) await this.#alone(() => this.#pull());
    }
    if (this.#untold.isRolledBack && this.#fromCache) return this.#anew(grown);
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
      const page = await this.#pages.newer(0);
      this.#floor = this.#low = this.#since = await this.#takeIn(page.items, 0, 'newer');
      if (page.more) this.#low = this.#since = await this.#pages.newest();
      // A number below what is there already would be a lie; the way forwards will show what there is.
      if (this.#low < this.#floor) this.#low = this.#since = this.#floor;
    }
    this.#started = true;
  }

  /** The cache does not agree with the server: what the server shows is judged alone. */
  async #anew(grown: () => void): Promise<News> {
    await this.log.erase();
    this.#untold.take();
    this.#pages.forget();
    this.#started = this.#fromCache = false;
    return this.sync(grown);
  }

  #empty(): void {
    this.#store.clear();
    this.#register = new Register();
    this.#head = null;
    this.overlay.unlearn();
  }

  /** What was read on the way of commits, because another device was first, and has not been given away yet. */
  untold(): News {
    return this.#untold.take();
  }

  /**
   * Commits what `build` makes of the present state. When another device was first, it reads on and builds again. `build`
   * must not sync or commit; null means that there is nothing (left) to do. True if something was committed.
   */
  commit(build: () => Promise<Plan | null>): Promise<boolean> {
    return this.#alone(() => this.#commit(build));
  }

  /**
   * As {@link commit}, for what somebody orders and sees at once: where the server cannot be reached it is done here, and waits on
   * the device for {@link flush}.
   */
  change(build: () => Promise<{ readonly changes: readonly Change[] } | null>): Promise<boolean> {
    return this.#alone(async () => {
      const tried: { plan: { readonly changes: readonly Change[] } | null } = { plan: null };
      if (!this.#away && this.overlay.size === 0) {
        try {
          return await this.#commit(async () => (tried.plan = await build()));
        } catch (fault) {
          if (!isOffline(fault) || !this.#started) throw fault;
          this.#away = true;
        }
      }
      if (!this.#started) throw new Declined('offline');
      const plan = tried.plan ?? (await build());
      if (plan === null) return false;
      await this.overlay.wait(plan.changes, tried.plan !== null);
      return true;
    });
  }

  /** Gives the server what waits. `fitting` makes a draft one that an item can hold. @throws Declined */
  async flush(fitting: (id: string, content: object) => Promise<object>): Promise<void> {
    let most = SOME;
    for (let round = 0; this.overlay.size > 0; round++) {
      if (round > ATTEMPTS * SOME) throw new Declined('conflict');
      most = await this.#alone(() => this.#give(most, fitting));
    }
  }

  /** Gives as many as are to be tried together the next time. */
  async #give(most: number, fitting: (id: string, content: object) => Promise<object>): Promise<number> {
    try {
      const changes = await this.overlay.next(most, fitting);
      if (changes.length > 0 && !(await this.#push({ changes }))) await this.#pull();
      return most;
    } catch (fault) {
      if (!(fault instanceof Declined) || !HOPELESS.has(fault.code)) throw fault;
      // One that the server never takes must not hold up the others.
      if (most === 1) await this.overlay.giveUp();
      return 1;
    }
  }

  async #commit(build: () => Promise<Plan | null>): Promise<boolean> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const plan = await build();
      if (plan === null) return false;
      if (await this.#push(plan)) return true;
      await this.#pull();
    }
    throw new Declined('conflict');
  }

  #alone<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(work);
    this.#queue = result.catch(() => undefined);
    return result;
  }

  async #push(plan: Plan): Promise<boolean> {
    const { changes: wanted } = plan;
    if (!this.#started) return false;
    // What only waited here the server need not forget.
    const changes = wanted.filter((change) => 'put' in change || this.#register.get(change.delete)?.deleted === false);
    const complete = this.#low === this.#floor;
    // While older items are not read yet, the head's own word is what the next one is built on.
    if (!complete && this.#head === null) return false;
    // What the server may delete by itself does not count.
    const next = changes.map((change) => ('put' in change ? { id: change.id, kind: change.expires === undefined ? change.put : null } : { id: change.delete, kind: null }));
    const digest = this.#register.digestWith(next, complete ? this.#register.digest : this.#head!.digest);
    const head: Change = { put: 'head', id: this.#headId, content: { type: 'darkmail/head/1', change: this.#since, digest } };
    const all = [...changes, head];
    const batch = await Promise.all(all.map((change) => operationOf(change, this.#register.revision(idOf(change)), this.#key)));
    const reached = await submitted(this.#server, plan, batch);
    if (reached === null) return false;
    await this.#remember(reached);
    await this.#remember(this.#register.revision(this.#headId) + 1, ' head');
    // The plan was built upon what waited.
    this.overlay.pushed(wanted);
    for (const change of all) {
      const id = idOf(change);
      const revision = this.#register.revision(id) + 1;
      if ('put' in change) this.#take(change.put, id, revision, new Fields(JSON.parse(JSON.stringify(change.content))), 'newer');
      else this.#drop(this.#register.get(id)?.kind ?? '', id, revision, 'newer');
    }
    if (complete) void this.keep();
    await this.overlay.settle();
    return true;
  }

  /** Forwards, from what was read last to the newest. */
  async #pull(): Promise<void> {
    for (let more = true; more; ) {
      const page = await this.#pages.newer(this.#since);
      this.#since = await this.#takeIn(page.items, this.#since, 'newer');
      more = page.more;
      if (!more) this.#untold.meet({ rolledBack: await this.#lessThanBefore(page.change) });
    }
    await this.overlay.settle();
  }

  /** One step backwards. */
  async #dig(): Promise<void> {
    const { from, items } = await this.#pages.older(this.#low, this.#floor);
    await this.#takeIn(items, from, 'older');
    this.#low = from;
  }

  /** Takes in a page and gives its last change number, or `after` for none. */
  async #takeIn(items: readonly Item[], after: number, age: 'newer' | 'older'): Promise<number> {
    const opened = await Promise.all(items.map((item) => contentOf(item, this.#key)));
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
    this.#untold.meet({ ids, foreign, rolledBack });
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
    if (ours) this.overlay.rebase(id, content.plain() as object);
    return content !== null;
  }

  #restore([id, kind, revision, deleted, ours, content]: Entry): void {
    if (!this.#register.restore(id, { kind, revision, deleted: deleted === 1, ours: ours === 1 })) return;
    if (deleted === 1) forget(this.#store, id);
    else if (content === null) return;
    else if (kind === 'mail') this.#store.addMail(content as Line);
    else this.#fill(kind, id, new Fields(content));
  }

  /** Gives what the cache is to keep. @throws Refusal */
  #fill(kind: string, id: string, content: Fields): unknown {
    if (kind !== 'head') {
      this.overlay.learn(kind, id, content.plain() as object);
      return fill(this.#store, kind, id, content);
    }
    if (id !== this.#headId) return null;
    content.expect('darkmail/head/1');
    this.#head = { change: content.count('change'), digest: content.text('digest', 43) };
    return content.plain();
  }

  #drop(kind: string, id: string, revision: number, age: 'newer' | 'older'): void {
    const before = this.#register.get(id);
    const entry = { kind: before?.kind ?? kind, revision, deleted: true, ours: before?.ours ?? false };
    forget(this.#store, id);
    this.#register.enter(id, entry);
    this.log.add([id, entry.kind, revision, 1, entry.ours ? 1 : 0, null], age);
    this.overlay.rebase(id, null);
  }
}

