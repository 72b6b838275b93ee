const LOCK = 'darkmail-feed';
const FIRST_PAUSE = 2_000;
const LONGEST_PAUSE = 60_000;

/**
 * The server's notices of change (spec 80.2), once for all tabs: the tab that holds the lock listens and tells the
 * others. `onChange` is called for every notice, after each reconnection and when the network comes back.
 */
export class Feed {
  readonly #channel = new BroadcastChannel(LOCK);
  readonly #stopped = new AbortController();
  #source: EventSource | null = null;
  #pause = FIRST_PAUSE;
  #timer = 0;

  constructor(readonly onChange: () => void) {
    const { signal } = this.#stopped;
    this.#channel.onmessage = onChange;
    window.addEventListener('online', () => { this.#comeBack(); }, { signal });
    document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'visible') onChange(); }, { signal });
    void navigator.locks
      .request(LOCK, { signal }, () => this.#lead(signal))
      .catch(() => undefined);
  }

  stop(): void {
    this.#stopped.abort();
    this.#channel.close();
  }

  /** Listens until this tab stops; the lock then passes to another. */
  #lead(signal: AbortSignal): Promise<void> {
    this.#listen();
    return new Promise((resolve) => {
      signal.addEventListener('abort', () => {
        clearTimeout(this.#timer);
        this.#source?.close();
        resolve();
      });
    });
  }

  #listen(): void {
    clearTimeout(this.#timer);
    this.#source?.close();
    const source = new EventSource('/api/mailbox/events');
    this.#source = source;
    source.onopen = () => {
      this.#pause = FIRST_PAUSE;
      this.#tell();
    };
    source.addEventListener('change', () => { this.#tell(); });
    source.onerror = () => {
      // A browser reconnects by itself, but not after an answer that is no stream.
      if (source.readyState !== EventSource.CLOSED) return;
      this.#timer = window.setTimeout(() => { this.#listen(); }, this.#pause);
      this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
    };
  }

  #comeBack(): void {
    if (this.#source !== null) this.#listen();
    this.onChange();
  }

  #tell(): void {
    this.onChange();
    if (!this.#stopped.signal.aborted) this.#channel.postMessage('change');
  }
}
