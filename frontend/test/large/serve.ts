/** A server with one full mailbox: the page, and the interface of spec 80 out of memory. Run by `bench/large-mailbox`. */
/* eslint-disable @typescript-eslint/no-non-null-assertion -- a tool of its own: it may fail loudly */
import { readFileSync } from 'node:fs';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import type { Answer } from '../../model/transport.js';
import { Filler } from '../vault/filled.js';
import { person } from '../vault/people.js';
import { Browser, type FakeAccount, World, json } from '../vault/world.js';
import { letterAt, readCorpus } from './corpus.js';

const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2', '.svg': 'image/svg+xml' };
const TOGETHER = 50;

export interface Served {
  readonly url: string;
  readonly address: string;
  /** Octets of text that were put in. */
  readonly text: number;
  /** Requests and octets of bodies answered so far. */
  readonly traffic: { requests: number; octets: number };
  close(): void;
}

export async function serve(count: number, corpus: string, page: string): Promise<Served> {
  const domain = await new World().domain('large.test');
  domain.world.now = Date.now();
  const { address } = await person(domain, 'anna');
  const filler = await Filler.of(domain, address);
  const letters = await readCorpus(corpus);
  let text = 0;
  for (let n = 0; n < count; n += TOGETHER) {
    const some = Array.from({ length: Math.min(TOGETHER, count - n) }, (_, i) => letterAt(letters, n + i, count, address));
    for (const one of some) text += Buffer.byteLength(one.text) + Buffer.byteLength(one.subject);
    // The bodies that several share are made once.
    if (n < letters.length) for (const one of some) await filler.add(one);
    else await Promise.all(some.map((one) => filler.add(one)));
  }
  await filler.close();
  const browser = new LargeBrowser(domain);
  const traffic = { requests: 0, octets: 0 };
  const server = createServer((request, response) => void answer(browser, page, traffic, request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const at = server.address();
  return { url: `http://127.0.0.1:${typeof at === 'object' && at !== null ? at.port : 0}`, address, text, traffic, close: () => server.closeAllConnections() };
}

/** Finds its place among the changes at once: the figures are to be the vault's. */
class LargeBrowser extends Browser {
  #of: FakeAccount | null = null;
  #sorted: { change: number }[] = [];

  override async call(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<Answer> {
    const asked = /^\/api\/mailbox\/changes\?since=(\d+)&limit=(\d+)$/.exec(path);
    if (asked === null || this.session === null) return super.call(method, path, body);
    const { account } = this.session;
    if (this.#of !== account || this.#sorted.at(-1)?.change !== account.change) this.#sorted = [...account.items.values()];
    this.#of = account;
    let low = 0;
    for (let high = this.#sorted.length; low < high; ) {
      const middle = (low + high) >>> 1;
      if (this.#sorted[middle]!.change <= Number(asked[1])) low = middle + 1;
      else high = middle;
    }
    const items = this.#sorted.slice(low, low + Number(asked[2]));
    const more = low + items.length < this.#sorted.length;
    return json(200, { items, change: more ? items.at(-1)!.change : account.change, more });
  }
}

async function answer(browser: Browser, page: string, traffic: Served['traffic'], request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, search } = new URL(request.url ?? '/', 'http://x');
  if (!pathname.startsWith('/api/')) {
    sendFile(page, pathname, response);
    return;
  }
  if (pathname === '/api/mailbox/events') {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(': here\n\n');
    return;
  }
  const send = (octets: Uint8Array | string): void => {
    traffic.requests++;
    traffic.octets += octets.length;
    response.end(octets);
  };
  const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
  if (pathname.startsWith('/api/blobs/') && range !== null) {
    const octets = await browser.range(decodeURIComponent(pathname.slice('/api/blobs/'.length)), Number(range[1]), Number(range[2]) + 1);
    response.writeHead(octets instanceof ArrayBuffer ? 206 : 404);
    send(octets instanceof ArrayBuffer ? new Uint8Array(octets) : '');
    return;
  }
  const parts: Uint8Array[] = [];
  for await (const part of request) parts.push(part as Uint8Array);
  const body = parts.length === 0 ? undefined : (JSON.parse(Buffer.concat(parts).toString()) as unknown);
  if (pathname === '/api/blobs/read') {
    const octets = await browser.together((body as { names: string[] }).names);
    response.writeHead(octets instanceof ArrayBuffer ? 200 : 404);
    send(octets instanceof ArrayBuffer ? new Uint8Array(octets) : '');
    return;
  }
  const done = await browser.call((request.method ?? 'GET') as 'GET', pathname + search, body);
  response.writeHead(done.status, { 'content-type': 'application/json' });
  send(done.status === 204 ? '' : JSON.stringify(done.body));
}

function sendFile(page: string, pathname: string, response: ServerResponse): void {
  const name = extname(pathname) === '' ? '/index.html' : pathname;
  try {
    const octets = readFileSync(join(page, normalize(name)));
    response.writeHead(200, { 'content-type': TYPES[extname(name)] ?? 'application/octet-stream' });
    response.end(octets);
  } catch {
    response.writeHead(404).end();
  }
}
