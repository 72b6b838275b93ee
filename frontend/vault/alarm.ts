/** Tells when lists change though no item does: a held mail leaves, a snoozed one comes back, one expires. */
import type { Store } from './store.js';

/** Milliseconds after which a timer is set anew: a device that sleeps does not keep longer ones well. */
const LONGEST_WAIT = 600_000;

export class Alarm {
  readonly #store: Store;
  readonly #now: () => number;
  readonly #strike: (expired: readonly string[]) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param strike called with the ids of the mails that have expired */
  constructor(store: Store, now: () => number, strike: (expired: readonly string[]) => void) {
    this.#store = store;
    this.#now = now;
    this.#strike = strike;
  }

  /** For whatever is next, as the store is now. */
  set(): void {
    this.stop();
    const next = Math.min(Date.parse(this.#store.held()[0]?.held ?? '') || Infinity, this.#store.comeBack(), this.#store.expire());
    if (next < Infinity) this.#timer = setTimeout(() => this.#struck(), Math.min(LONGEST_WAIT, Math.max(0, next - this.#now()) + 50));
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #struck(): void {
    this.#store.expire();
    this.#strike([...this.#store.expired.keys()]);
  }
}
