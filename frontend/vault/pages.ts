/** Pages of changes, read forwards and backwards (spec 70.1, 75.2). */
import { Refusal } from './refusal.js';
import type { Changes, Item, Server } from './server.js';

const PAGE = 500;
/** Changes in one step backwards: many of them have been overtaken by later ones. */
const WIDEST = 8 * PAGE;

interface Window {
  readonly from: number;
  readonly items: readonly Item[];
}

export class Pages {
  readonly #server: Server;
  #width = PAGE;
  #ahead: Promise<Window> | null = null;

  constructor(server: Server) {
    this.#server = server;
  }

  async newer(after: number): Promise<Changes> {
    const page = await this.#server.changes(after, PAGE);
    if (page.more && page.items.length === 0) throw new Refusal('malformed', 'no progress');
    return page;
  }

  /** The account's change number. */
  async newest(): Promise<number> {
    return (await this.#server.changes(Number.MAX_SAFE_INTEGER, 1)).change;
  }

  /** Items of one step below `low`; the next step is on its way meanwhile. */
  async older(low: number, floor: number): Promise<Window> {
    const reading = this.#ahead ?? this.#window(low, floor);
    this.#ahead = null;
    const window = await reading;
    this.#width = Math.min(WIDEST, Math.max(PAGE, Math.round((this.#width * PAGE) / Math.max(1, window.items.length))));
    if (window.from > floor) {
      this.#ahead = this.#window(window.from, floor);
      this.#ahead.catch(() => undefined);
    }
    return window;
  }

  /** What was read ahead is worth nothing any more. */
  forget(): void {
    this.#ahead = null;
  }

  /** Items whose last change is in the step below `low`. */
  async #window(low: number, floor: number): Promise<Window> {
    const from = Math.max(floor, low - this.#width);
    const items: Item[] = [];
    for (let at = from, more = true; more && at < low; ) {
      const page = await this.newer(at);
      const wanted = page.items.filter(({ change }) => change <= low);
      items.push(...wanted);
      at = page.items.at(-1)?.change ?? low;
      more = page.more && wanted.length === page.items.length;
    }
    return { from, items };
  }
}
