/** The program kept on this device by a service worker, as its owner chose (spec 75.8). */

const OURS = 'darkmail ';
const workers = (): ServiceWorkerContainer | undefined => (navigator as Partial<Navigator>).serviceWorker;

/** Keeps the program, and asks the browser not to throw away what is stored; resolves when all of it is here. */
export async function install(): Promise<void> {
  const there = workers();
  if (there === undefined) throw new Error('no service worker here');
  const registration = await there.register('/sw.js', { scope: '/', updateViaCache: 'none' });
  await activated(registration.installing ?? registration.waiting);
  await (navigator as Partial<Navigator>).storage?.persist().catch(() => false);
}

/** Resolves when all of its files are here. */
function activated(worker: ServiceWorker | null): Promise<void> {
  return new Promise((resolve, reject) => {
    if (worker === null || worker.state === 'activated') resolve();
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'activated') resolve();
      else if (worker.state === 'redundant') reject(new Error('the program could not be kept'));
    });
  });
}

export async function uninstall(): Promise<void> {
  for (const registration of (await workers()?.getRegistrations()) ?? []) await registration.unregister();
  const stores = (globalThis as Partial<typeof globalThis>).caches;
  for (const name of (await stores?.keys()) ?? []) if (name.startsWith(OURS)) await stores?.delete(name);
}

/** Looks whether the server has another build to keep; it takes the place of the kept one if it is the one that runs here. */
export async function keepUp(): Promise<void> {
  const registration = await workers()?.getRegistration('/');
  if (registration === undefined) return;
  // It looks whether its own build loaded this very file, and else goes on waiting.
  const takeOver = (worker: ServiceWorker | null): void => worker?.postMessage(import.meta.url);
  registration.addEventListener('updatefound', () => {
    const fresh = registration.installing;
    fresh?.addEventListener('statechange', () => { if (fresh.state === 'installed') takeOver(registration.waiting); });
  });
  takeOver(registration.waiting);
  await registration.update();
}
