/**
 * Keeps the program on a device whose owner wants to open the mailbox without a network (spec 75.8). It holds public files of one
 * build and nothing else, answers for nothing else, and gives way to another build only when a page of that build asks it to.
 */
// A module for the types alone; the build makes a plain script of it.
export {};

declare const self: ServiceWorkerGlobalScope;
/** Put in front by the build: which one it is, and the paths of its files. */
declare const BUILD: string;
declare const FILES: readonly string[];

const OURS = 'darkmail ';
const CACHE = OURS + BUILD;
const SHELL = '/offline';
/** Milliseconds that a network may take before the page starts without it. */
const PATIENCE = 6_000;
/** What a proxy says for a server that is away. */
const AWAY: ReadonlySet<number> = new Set([502, 503, 504]);

self.addEventListener('install', (event) => {
  event.waitUntil(fetchAll());
});

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOthers());
});

// Whoever asks runs this very build already: no other one is left without its files.
self.addEventListener('message', ({ data }) => {
  if (typeof data === 'string' && FILES.includes(new URL(data, self.location.origin).pathname)) void self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname, search } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate') {
    if (pathname === '/' || pathname === '/mail' || pathname.startsWith('/mail/')) event.respondWith(page(request));
  } else if (search === '' && FILES.includes(pathname)) event.respondWith(file(request));
});

async function fetchAll(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.addAll(FILES.map((path) => new Request(path, { credentials: 'omit', cache: path.startsWith('/VAADIN/build/') ? 'default' : 'reload' })));
}

async function dropOthers(): Promise<void> {
  for (const name of await caches.keys()) if (name.startsWith(OURS) && name !== CACHE) await caches.delete(name);
}

/** The server's page; without the server the one that is kept. */
async function page(request: Request): Promise<Response> {
  const kept = await (await caches.open(CACHE)).match(SHELL);
  const asked = fetch(request).catch(() => null);
  if (kept === undefined) return (await asked) ?? Response.error();
  const answer = await Promise.race([asked, new Promise<null>((resolve) => setTimeout(() => { resolve(null); }, PATIENCE))]);
  return answer === null || AWAY.has(answer.status) ? kept : answer;
}

async function file(request: Request): Promise<Response> {
  return (await (await caches.open(CACHE)).match(new URL(request.url).pathname)) ?? fetch(request);
}
