import { proxy, wrap } from 'comlink';
import type { Vault, VaultWorker } from '../model/vault.js';
import { transport } from './transport.js';

type Callable = Readonly<Record<string, (...args: unknown[]) => Promise<unknown>>>;

/** Starts the worker that alone holds keys, and gives it its only way to the server. */
export async function startVault(): Promise<Vault> {
  const worker = new Worker(new URL('../vault/worker.ts', import.meta.url), { type: 'module', name: 'vault' });
  const failed = new Promise<never>((_, reject) => {
    worker.addEventListener('error', () => {
      reject(new Error('the vault did not start'));
    });
  });
  const remote = wrap<VaultWorker>(worker);
  await Promise.race([remote.start(proxy(transport)), failed]);
  return withCallbacks(remote as unknown as Callable) as Vault;
}

/** Members of {@link Vault} that have calls of their own. */
const DESKS: ReadonlySet<string> = new Set<keyof Vault>(['contacts', 'sorting', 'searches', 'calendar', 'offline']);

/** A callback cannot be cloned into the worker: it stays here and is called from there. */
function withCallbacks(remote: Callable): object {
  const handler: ProxyHandler<object> = {
    get(_, method) {
      // A proxy that looks like a promise would be awaited, one that looks like a directive would be constructed by Lit.
      if (typeof method !== 'string' || method === 'then' || method.startsWith('_')) return undefined;
      if (DESKS.has(method)) return withCallbacks(remote[method] as unknown as Callable);
      return (...args: unknown[]) => remote[method]?.(...args.map((arg) => (typeof arg === 'function' ? proxy(arg) : arg)));
    },
  };
  return new Proxy({}, handler);
}
