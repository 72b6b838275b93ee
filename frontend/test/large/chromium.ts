/** Chromium over its DevTools protocol: one page and its workers. For measuring, and for pictures of the screens. */
/* eslint-disable @typescript-eslint/no-non-null-assertion -- a tool of its own: it may fail loudly */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly sessionId?: string;
  readonly params?: { readonly sessionId: string; readonly targetInfo: { readonly type: string } };
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

export class Chromium {
  readonly #process: ChildProcess;
  readonly #profile: string;
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, { resolve: (result: unknown) => void; reject: (fault: Error) => void }>();
  readonly #workers = new Set<string>();
  #page = '';
  #next = 1;

  private constructor(process: ChildProcess, profile: string, socket: WebSocket) {
    this.#process = process;
    this.#profile = profile;
    this.#socket = socket;
    socket.onmessage = ({ data }) => this.#hear(JSON.parse(String(data)) as Message);
  }

  /** @param ready expression that is true once the page can be used */
  static async start(binary: string, url: string, ready = 'typeof bench === "object"'): Promise<Chromium> {
    const profile = mkdtempSync(join(tmpdir(), 'darkmail-large-'));
    const child = spawn(binary, ['--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--window-size=1440,900', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'], { stdio: ['ignore', 'ignore', 'pipe'] });
    const at = await new Promise<string>((resolve, reject) => {
      let said = '';
      child.stderr.on('data', (piece) => {
        said += String(piece);
        const found = /ws:\/\/\S+/.exec(said);
        if (found !== null) resolve(found[0]);
      });
      child.on('exit', () => reject(new Error(said)));
    });
    const socket = new WebSocket(at);
    await new Promise((resolve) => (socket.onopen = resolve));
    const chromium = new Chromium(child, profile, socket);
    const { targetId } = (await chromium.#send('Target.createTarget', { url: 'about:blank' })) as { targetId: string };
    const { sessionId } = (await chromium.#send('Target.attachToTarget', { targetId, flatten: true })) as { sessionId: string };
    chromium.#page = sessionId;
    await chromium.#send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: true }, sessionId);
    await chromium.#send('Page.enable', {}, sessionId);
    await chromium.open(url, ready);
    return chromium;
  }

  async open(url: string, until = 'typeof bench === "object"'): Promise<void> {
    await this.#send('Page.navigate', { url }, this.#page);
    for (let ready = false; !ready; ) ready = await this.run<boolean>(`${until} && document.readyState === "complete"`).catch(() => false);
  }

  /** Evaluates an expression in the page; promises are awaited. */
  async run<T>(expression: string): Promise<T> {
    const { result, exceptionDetails } = (await this.#send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true }, this.#page)) as { result: { value: T }; exceptionDetails?: { exception?: { description?: string } } };
    if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description ?? expression);
    return result.value;
  }

  /** CPU throttle of the page's own thread: 4 is four times slower. */
  async slow(rate: number): Promise<void> {
    await this.#send('Emulation.setCPUThrottlingRate', { rate }, this.#page);
  }

  /** A window of that size, by CSS pixels, for whoever wants it dark or not; nothing in it moves. */
  async look(width: number, height: number, dark: boolean): Promise<void> {
    await this.#send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: width < 768 }, this.#page);
    const features = [{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }, { name: 'prefers-reduced-motion', value: 'reduce' }];
    await this.#send('Emulation.setEmulatedMedia', { features }, this.#page);
  }

  /** What is seen, as WebP. */
  async picture(quality: number): Promise<Uint8Array> {
    const { data } = (await this.#send('Page.captureScreenshot', { format: 'webp', quality }, this.#page)) as { data: string };
    return Buffer.from(data, 'base64');
  }

  /** Octets of JavaScript heaps and buffers of the page and its workers, after a collection. */
  async heap(): Promise<number> {
    let octets = 0;
    for (const session of [this.#page, ...this.#workers]) {
      await this.#send('HeapProfiler.collectGarbage', {}, session).catch(() => undefined);
      const usage = (await this.#send('Runtime.getHeapUsage', {}, session).catch(() => null)) as { usedSize: number; embedderHeapUsedSize?: number; backingStorageSize?: number } | null;
      if (usage !== null) octets += usage.usedSize + (usage.embedderHeapUsedSize ?? 0) + (usage.backingStorageSize ?? 0);
    }
    return octets;
  }

  /** Resident octets of the largest renderer. */
  resident(): number {
    const sizes = readdirSync('/proc').flatMap((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        if (!command.includes('--type=renderer') || !command.includes(this.#profile)) return [];
        return [Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024];
      } catch {
        return [];
      }
    });
    return Math.max(0, ...sizes);
  }

  async close(): Promise<void> {
    const gone = new Promise((resolve) => this.#process.on('exit', resolve));
    await this.#send('Browser.close').catch(() => undefined);
    await gone;
    rmSync(this.#profile, { recursive: true, force: true });
  }

  #send(method: string, params: object = {}, sessionId?: string): Promise<unknown> {
    const id = this.#next++;
    this.#socket.send(JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) }));
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  #hear({ id, method, params, result, error }: Message): void {
    if (method === 'Target.attachedToTarget' && params?.targetInfo.type === 'worker') this.#workers.add(params.sessionId);
    if (method === 'Target.detachedFromTarget' && params !== undefined) this.#workers.delete(params.sessionId);
    const waiting = id === undefined ? undefined : this.#waiting.get(id);
    if (waiting === undefined) return;
    this.#waiting.delete(id!);
    if (error === undefined) waiting.resolve(result);
    else waiting.reject(new Error(error.message));
  }
}
