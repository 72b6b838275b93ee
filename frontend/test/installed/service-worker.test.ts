import { readFileSync } from 'node:fs';
import { compileFunction } from 'node:vm';
import { transformWithOxc } from 'vite';
import { beforeEach, describe, expect, test } from 'vitest';

const ORIGIN = 'https://north.test';
const FILES = ['/offline', '/VAADIN/build/app-1.js'];

interface Sent {
  readonly waits: Promise<unknown>[];
  answer: Promise<Response> | null;
}

/** A service worker in a scope of its own, with caches in memory. */
class Stage {
  readonly stores = new Map<string, Map<string, Response>>();
  readonly fetched: Request[] = [];
  skipped = 0;
  /** What the network answers; null while it is away. */
  network: ((path: string) => Response) | null = (path) => new Response(`network ${path}`);
  readonly #listeners = new Map<string, (event: object) => void>();

  async start(script: string, build: string): Promise<void> {
    const self = { location: { origin: ORIGIN }, addEventListener: (name: string, listener: (event: object) => void) => this.#listeners.set(name, listener), skipWaiting: () => Promise.resolve(this.skipped++) };
    const caches = {
      open: (name: string) => Promise.resolve(this.#open(name)),
      keys: () => Promise.resolve([...this.stores.keys()]),
      delete: (name: string) => Promise.resolve(this.stores.delete(name)),
    };
    const scoped = class extends Request {
      constructor(path: string, init?: RequestInit) {
        super(new URL(path, ORIGIN), init);
      }
    };
    const run = compileFunction(script, ['self', 'caches', 'fetch', 'Request', 'BUILD', 'FILES']) as (...args: unknown[]) => void;
    run(self, caches, (request: Request) => this.#fetch(request), scoped, build, FILES);
    await this.send('install');
  }

  #open(name: string) {
    const store = this.stores.get(name) ?? new Map<string, Response>();
    this.stores.set(name, store);
    return {
      addAll: async (requests: readonly Request[]) => {
        for (const request of requests) store.set(new URL(request.url).pathname, await this.#fetch(request));
      },
      match: (path: string) => Promise.resolve(store.get(path)?.clone()),
    };
  }

  #fetch(request: Request): Promise<Response> {
    this.fetched.push(request);
    return this.network === null ? Promise.reject(new TypeError('network')) : Promise.resolve(this.network(new URL(request.url).pathname));
  }

  async send(name: string, more: object = {}): Promise<Response | null> {
    const sent: Sent = { waits: [], answer: null };
    this.#listeners.get(name)?.({ ...more, waitUntil: (work: Promise<unknown>) => sent.waits.push(work), respondWith: (answer: Promise<Response>) => (sent.answer = answer) });
    await Promise.all(sent.waits);
    return sent.answer;
  }

  /** What it answers in place of the browser, or null if it leaves that alone. */
  async ask(path: string, mode: 'navigate' | 'cors' = 'cors', init: RequestInit = {}): Promise<string | null> {
    const request = new Request(new URL(path, ORIGIN), init);
    Object.defineProperty(request, 'mode', { value: mode });
    const answer = await this.send('fetch', { request });
    return answer === null ? null : answer.text();
  }
}

let stage: Stage;
let script: string;

beforeEach(async () => {
  const { code } = await transformWithOxc(readFileSync('frontend/installed/service-worker.ts', 'utf8'), 'service-worker.ts');
  script = code.replace('export {};', '');
  stage = new Stage();
  await stage.start(script, 'one');
});

describe('the service worker', () => {
  test('keeps the files of its build and nothing else, fetched without cookies', () => {
    expect([...stage.stores.keys()]).toEqual(['darkmail one']);
    expect([...(stage.stores.get('darkmail one')?.keys() ?? [])]).toEqual(FILES);
    expect(stage.fetched.every(({ credentials }) => credentials === 'omit')).toBe(true);
  });

  test('gives the server’s page while there is a server, and the kept one while there is none', async () => {
    expect(await stage.ask('/mail/inbox', 'navigate')).toBe('network /mail/inbox');
    stage.network = () => new Response('a proxy', { status: 502 });
    expect(await stage.ask('/', 'navigate')).toBe('network /offline');
    stage.network = null;
    expect(await stage.ask('/mail/inbox/some-id', 'navigate')).toBe('network /offline');
  });

  test('has its files at hand without a network', async () => {
    stage.network = null;
    expect(await stage.ask('/VAADIN/build/app-1.js')).toBe('network /VAADIN/build/app-1.js');
  });

  test('leaves alone the interface, the console, other files, other methods and other origins', async () => {
    for (const path of ['/api/session', '/api/mailbox/changes?since=0', '/admin', '/VAADIN/build/other-2.js', '/VAADIN/build/app-1.js?v=2', '/blob/x']) expect(await stage.ask(path)).toBeNull();
    expect(await stage.ask('/admin', 'navigate')).toBeNull();
    expect(await stage.ask('/', 'cors')).toBeNull();
    expect(await stage.ask('/VAADIN/build/app-1.js', 'cors', { method: 'POST' })).toBeNull();
    expect(await stage.ask('https://elsewhere.test/VAADIN/build/app-1.js')).toBeNull();
  });

  test('takes the place of another build only for a page that runs its own', async () => {
    await stage.send('message', { data: `${ORIGIN}/VAADIN/build/app-0.js` });
    await stage.send('message', { data: { take: 'over' } });
    expect(stage.skipped).toBe(0);
    await stage.send('message', { data: `${ORIGIN}/VAADIN/build/app-1.js` });
    expect(stage.skipped).toBe(1);
  });

  test('drops the files of other builds when it takes their place, and no other caches', async () => {
    stage.stores.set('darkmail zero', new Map());
    stage.stores.set('not ours', new Map());
    await stage.send('activate');
    expect([...stage.stores.keys()].sort()).toEqual(['darkmail one', 'not ours']);
  });
});
