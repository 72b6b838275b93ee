const MINUTES = 'darkmail-idle-minutes';
const DEFAULT_MINUTES = 15;
/** How often use is told to the other tabs, and idleness looked at. */
const BEAT = 5_000;

type Word = 'used' | 'lock' | 'sign-out';

/** After how many minutes without use this device locks. */
export function idleMinutes(): number {
  const kept = Number(localStorage.getItem(MINUTES));
  return kept >= 1 && kept <= 240 ? kept : DEFAULT_MINUTES;
}

export function chooseIdleMinutes(minutes: number): void {
  localStorage.setItem(MINUTES, String(minutes));
}

/** What the tabs of one browser tell each other: that somebody uses one of them, and that all must lock. */
export class Tabs {
  readonly #channel = new BroadcastChannel('darkmail-tabs');
  readonly #stopped = new AbortController();
  #lastUse = Date.now();
  #told = 0;

  constructor(on: { readonly idle: () => void; readonly lock: () => void; readonly signOut: () => void }) {
    const { signal } = this.#stopped;
    const used = () => { this.#used(); };
    for (const event of ['pointerdown', 'keydown', 'wheel', 'touchstart']) window.addEventListener(event, used, { signal, passive: true, capture: true });
    this.#channel.onmessage = ({ data }: MessageEvent<Word>) => {
      if (data === 'used') this.#lastUse = Date.now();
      else if (data === 'lock') on.lock();
      else on.signOut();
    };
    // A sleeping device does not tick: the clock is compared, not counted.
    const timer = setInterval(() => { if (Date.now() - this.#lastUse > idleMinutes() * 60_000) on.idle(); }, BEAT);
    signal.addEventListener('abort', () => { clearInterval(timer); });
  }

  tell(word: Word): void {
    this.#channel.postMessage(word);
  }

  stop(): void {
    this.#stopped.abort();
    this.#channel.close();
  }

  #used(): void {
    this.#lastUse = Date.now();
    if (this.#lastUse - this.#told < BEAT) return;
    this.#told = this.#lastUse;
    this.tell('used');
  }
}
