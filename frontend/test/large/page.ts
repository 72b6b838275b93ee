/** The mail application with its real vault, and what the measurement wants to know of it. */
import { DarkmailApp } from '../../mail/darkmail-app.js';
import type { Vault, VaultEvent } from '../../model/vault.js';
import { startVault } from '../../sync/vault.js';

const events: { readonly event: VaultEvent; readonly at: number }[] = [];
const tasks: number[] = [];
new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask', buffered: true });

function* deep(root: ParentNode): Iterable<Element> {
  for (const element of root.querySelectorAll('*')) {
    yield element;
    if (element.shadowRoot !== null) yield* deep(element.shadowRoot);
  }
}

const bench = {
  vault: null as Vault | null,
  events,
  tasks,
  find: (test: string): Element | null => [...deep(document)].find((element) => element.getAttribute('data-test') === test) ?? null,
  all: (test: string): readonly Element[] => [...deep(document)].filter((element) => element.getAttribute('data-test') === test),
  nodes: (): number => [...deep(document)].length,
  /** Resolves with the time when the element is there and painted. */
  shown: (test: string, accept: (element: Element) => boolean = () => true): Promise<number> =>
    new Promise((resolve) => {
      const look = (): void => {
        const element = bench.find(test);
        if (element !== null && accept(element)) requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
        else requestAnimationFrame(look);
      };
      look();
    }),
  /** Resolves with the time when it holds and is painted. */
  until: (holds: () => boolean): Promise<number> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (holds()) requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
        else requestAnimationFrame(look);
      };
      look();
    }),
};
Object.assign(window, { bench });

const app = new DarkmailApp();
app.start = async () => {
  const vault = await startVault();
  bench.vault = vault;
  await vault.subscribe((event) => events.push({ event, at: performance.now() }));
  return vault;
};
document.querySelector('#outlet')?.append(app);
