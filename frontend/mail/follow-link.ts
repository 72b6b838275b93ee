/** What happens when a link in a mail is followed. The frame itself can open nothing. */
import { t } from '../messages/t.js';
import { confirmed } from './confirm.js';
import { type Doubt, type LinkView, linkView } from './links.js';

export interface Follower {
  readonly root: DocumentFragment | HTMLElement;
  /** Domains that the reader knows: the sender's and the own one. */
  readonly known: readonly string[];
  readonly onWriteTo: (address: string) => void;
}

const linkOf = (event: Event): Element | null => (event.target as Element | null)?.closest('a[href]') ?? null;

export function viewOf(event: Event, known: readonly string[]): LinkView | null {
  const link = linkOf(event);
  return link === null ? null : linkView(link.getAttribute('href') ?? '', link.textContent, known);
}

/** Follows what was clicked, after a question if something speaks against it. */
export async function follow(event: Event, { root, known, onWriteTo }: Follower): Promise<void> {
  if (linkOf(event) === null) return;
  event.preventDefault();
  const view = viewOf(event, known);
  if (view === null) return;
  if (view.kind === 'mail') onWriteTo(view.target);
  else if (view.kind === 'phone') open(`tel:${view.target}`, '_self');
  else if (view.doubt === null || (await confirmed(root, question(view, view.doubt)))) open(view.target, '_blank', 'noopener,noreferrer');
}

const question = ({ host, target }: LinkView, doubt: Doubt) => {
  const ascii = new URL(target).hostname;
  return { title: t('link.title'), text: reason(doubt, host === ascii ? host : `${host} (${ascii})`), yes: t('link.open', { host: ascii }), no: t('link.stay') };
};

function reason(doubt: Doubt, host: string): string {
  switch (doubt.kind) {
    case 'like':
      return t('link.like', { host, name: doubt.name });
    case 'text':
      return t('link.text', { host, name: doubt.name });
    case 'mixed':
      return t('link.mixed', { host });
    case 'foreign':
      return t('link.foreign', { host });
    case 'number':
      return t('link.number', { host });
    case 'user':
      return t('link.user', { host });
  }
}
