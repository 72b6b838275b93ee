/** Keeps an opened mailbox equal to the server's, and tells the page of what it brings. */
import type { Refused, VaultEvent } from '../model/vault.js';
import { guarded } from './answering.js';
import { recheck, settleArrivals } from './arrivals.js';
import { eraseExpired } from './expiry.js';
import type { Held } from './held.js';
import type { Indexing } from './indexing.js';
import { utcDate } from './json.js';
import type { News } from './plan.js';
import { pinOwnDomain } from './pins.js';
import { Declined } from './refusal.js';
import type { Drafts } from './drafts.js';
import type { Reading } from './reading.js';
import type { Waiting } from './waiting.js';
import type { OpenSession } from './session.js';

/** Milliseconds between two notices while the mailbox is read for the first time. */
const REDRAW = 400;

/** Who hears of it. */
export interface Hearing {
  readonly tell: (event: VaultEvent) => void;
  readonly changed: (ids: readonly string[]) => void;
  /** The server knows the session no more. */
  readonly signedOut: () => Promise<void>;
}

/** What it works on. */
export interface Opened {
  readonly session: OpenSession;
  readonly index: Indexing;
  readonly held: Held;
  readonly reading: Reading;
  readonly drafts: Drafts;
  readonly waiting: Waiting;
  /** Shows the server who this is, if that has been opened without it. @throws Declined */
  readonly proved: () => Promise<void>;
}

export class Syncing {
  readonly #open: Opened;
  readonly #to: Hearing;
  #running: Promise<null | Refused> | null = null;
  #next: Promise<null | Refused> | null = null;
  /** Told already. */
  #rolledBack = false;
  #ended = false;

  constructor(open: Opened, to: Hearing) {
    this.#open = open;
    this.#to = to;
  }

  /** Calls during a sync are joined into one more after it. */
  run(): Promise<null | Refused> {
    if (this.#running === null) {
      this.#running = guarded(() => this.#once()).finally(() => (this.#running = null));
      return this.#running;
    }
    this.#next ??= this.#running.then(() => {
      this.#next = null;
      return this.run();
    });
    return this.#next;
  }

  #hasEnded(): boolean {
    return this.#ended;
  }

  stop(): void {
    this.#ended = true;
  }

  async #once(): Promise<null> {
    if (this.#hasEnded()) throw new Declined('signed-out');
    const { session, index } = this.#open;
    this.#state('syncing');
    const isFirst = !session.mailbox.isStarted;
    try {
      await this.#open.waiting.load();
      await this.#prove();
      const news = await session.mailbox.sync(this.#growing());
      // What came from the device is no news, but whoever asked before it was there has to ask again.
      if (isFirst) this.#to.changed([]);
      this.#rolledBack &&= news.rolledBack;
      this.#report(news);
      if (!(await pinOwnDomain(session))) this.#to.tell({ kind: 'warning', code: 'domain-key-changed' });
      const made = [...(await settleArrivals(session)), ...(await recheck(session))];
      if (made.length > 0) this.#to.changed(made);
      if ((await eraseExpired(session, this.#open.reading)).length > 0) this.#to.tell({ kind: 'warning', code: 'undelivered' });
      await this.#give();
      this.#report(session.mailbox.untold());
      this.#state('synced');
      void index.run();
      void this.#renew();
      return null;
    } catch (fault) {
      // What is on the device can be read all the same.
      if (isFirst && !this.#hasEnded()) this.#to.changed([]);
      if (!this.#hasEnded()) this.#state('offline');
      if (fault instanceof Declined && fault.code === 'signed-out' && !this.#hasEnded()) await this.#to.signedOut();
      throw fault;
    }
  }

  /** Who was let in without the server sees at least what is here. @throws Declined */
  async #prove(): Promise<void> {
    const { proved, session } = this.#open;
    try {
      await proved();
    } catch (fault) {
      session.mailbox.leave();
      await session.mailbox.load(this.#growing());
      throw fault;
    }
  }

  /** What was done without a network goes to the server: first the changes, then the mails. */
  async #give(): Promise<void> {
    const { session, drafts, waiting } = this.#open;
    const { mailbox, store } = session;
    if (mailbox.overlay.size === 0 && store.waiting.size === 0) return;
    const met = await waiting.stop(mailbox.overlay.takeMet());
    await mailbox.flush((id, content) => drafts.fitting(id, content));
    const stopped = await waiting.send(() => this.#to.changed([]));
    if (met || stopped) this.#to.tell({ kind: 'warning', code: 'not-sent' });
    this.#to.changed([]);
  }

  /** Nobody waits for it. */
  async #renew(): Promise<void> {
    for (const code of await this.#open.held.renew()) {
      if (this.#hasEnded()) return;
      this.#to.tell({ kind: 'warning', code });
      this.#to.changed([]);
    }
  }

  /** While the mailbox is read the page hears of it, the less often the longer it takes. */
  #growing(): () => void {
    let told = 0;
    let pause = REDRAW;
    return () => {
      if (performance.now() - told < pause) return;
      this.#to.changed([]);
      told = performance.now();
      pause *= 2;
    };
  }

  #report({ ids, foreign, rolledBack }: News): void {
    if (foreign) this.#to.tell({ kind: 'warning', code: 'foreign-item' });
    if (rolledBack && !this.#rolledBack) this.#to.tell({ kind: 'warning', code: 'rolled-back' });
    this.#rolledBack ||= rolledBack;
    if (ids.size > 0) this.#to.changed([...ids]);
  }

  #state(state: 'syncing' | 'synced' | 'offline'): void {
    this.#to.tell({ kind: 'sync', state, at: utcDate(this.#open.session.now()) });
  }
}
