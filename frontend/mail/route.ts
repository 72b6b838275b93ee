import { isSection, type Section } from '../account/sections.js';
import type { Place } from '../model/mail.js';
import { isPlace } from './place.js';

/** What is no list of mail. */
export type Screen = 'settings' | 'contacts';

/** What the address bar may say: a fixed word and an opaque id, never anything of a mail. */
export interface Route {
  readonly page: Place | Screen;
  readonly id: string | null;
  /** Of the settings. */
  readonly section?: Section;
}

/** `/` is the inbox; what is not known is the inbox too. */
export function parseRoute(path: string): Route {
  const [mail, page, id] = path.split('/').filter((part) => part !== '');
  if (mail !== 'mail') return { page: 'inbox', id: null };
  if (page === 'settings') return { page, id: null, section: isSection(id) ? id : 'general' };
  if (page === 'contacts') return { page, id: id === undefined ? null : decoded(id) };
  return { page: page !== undefined && isPlace(page) ? page : 'inbox', id: id === undefined ? null : decoded(id) };
}

export function pathOf({ page, id, section }: Route): string {
  if (page === 'settings') return `/mail/settings/${section ?? 'general'}`;
  return id === null ? `/mail/${page}` : `/mail/${page}/${encodeURIComponent(id)}`;
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

/** True for a path that this application answers by itself; the server's router need not hear of it. */
export const isOwnPath = (path: string): boolean => path === '/' || path === '/mail' || path.startsWith('/mail/');

/** Goes there as if by the browser's own buttons; whoever shows the pages hears of it. */
export function travel(route: Route): void {
  history.pushState(null, '', pathOf(route));
  window.dispatchEvent(new PopStateEvent('popstate'));
}

/**
 * The address bar. The server's router also listens to `popstate` and to clicks on links and would ask the server for
 * each step: this one listens first, in the capturing phase, and keeps own paths to itself.
 */
export class Addresses {
  readonly #stopped = new AbortController();

  constructor(readonly onRoute: (route: Route) => void) {
    const heard = (event: PopStateEvent) => {
      if (!isOwnPath(location.pathname)) return;
      event.stopImmediatePropagation();
      onRoute(parseRoute(location.pathname));
    };
    window.addEventListener('popstate', heard, { capture: true, signal: this.#stopped.signal });
  }

  get route(): Route {
    return parseRoute(location.pathname);
  }

  go(route: Route, how: 'push' | 'replace' = 'push'): void {
    const path = pathOf(route);
    if (path !== location.pathname) {
      if (how === 'push') history.pushState(null, '', path);
      else history.replaceState(null, '', path);
    }
    this.onRoute(route);
  }

  stop(): void {
    this.#stopped.abort();
  }
}
